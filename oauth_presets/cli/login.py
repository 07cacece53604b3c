"""`oauth-presets login`: sign in with a preset for real, and say what came."""

import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, cast
from urllib.parse import urlsplit

import typer
from rich.table import Table
from rich.text import Text

from ..build import Concealed
from ..errors import LoginError
from ..models import MASK
from ..preset import Preset
from ..registry import default_registry
from .app import (
    Distribution,
    Json,
    Name,
    app,
    fail,
    message,
    pairs,
    print_table,
    quiet_plugins,
    to_json,
)
from .build import (
    CLIENT_ID,
    AddScope,
    AskSecret,
    NoOffline,
    Scope,
    ScopeSet,
    SecretFile,
    SecretStdin,
    Set,
    read_secret,
)

if TYPE_CHECKING:
    from ..login import Flow, Login, Token


@app.command("login")
def login_command(
    name: Name,
    client_id: Annotated[str, CLIENT_ID],
    client_secret_file: SecretFile = None,
    client_secret_stdin: SecretStdin = False,
    ask_secret: AskSecret = False,
    scope: Scope = None,
    add_scope: AddScope = None,
    scope_set: ScopeSet = None,
    no_offline: NoOffline = False,
    set_: Set = None,
    distribution: Distribution = None,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, help="The port to listen at; 0 takes any free one."),
    ] = 0,
    path: Annotated[
        str | None,
        typer.Option(help="The path of the redirect URI. Random, or the NAME with --port."),
    ] = None,
    print_url: Annotated[
        bool, typer.Option("--print-url", help="Print the URL to go to; open no browser.")
    ] = False,
    auth_method: Annotated[
        str | None,
        typer.Option(
            metavar="METHOD",
            help="client_secret_basic, client_secret_post or none, instead of the preset's way.",
        ),
    ] = None,
    token_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="An extra token parameter. Repeatable."),
    ] = None,
    timeout: Annotated[
        float, typer.Option(min=1, max=3600, metavar="SECONDS", help="For everything.")
    ] = 120,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Connect to addresses that are not public.")
    ] = False,
    use_proxy: Annotated[
        bool, typer.Option("--use-proxy", help="Use the proxies that the environment names.")
    ] = False,
    json: Json = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Print the tokens as well.")] = False,
) -> None:
    """Sign in with a preset in the browser, and print what came: nothing is stored.

    The redirect URI to register with the provider is printed first. A refresh token is used once.
    The client secret comes as for `build`, never from an argument.
    """
    try:
        from ..login import login, refresh
    except ModuleNotFoundError as error:
        if error.name != "oauthlib":
            raise
        fail(f"{error}")
    with quiet_plugins():
        preset = default_registry.get(name, distribution)
    variables = pairs("--set", set_ or [])
    shared: dict[str, Any] = {
        "client_id": client_id,
        "token_params": pairs("--token-param", token_param or []),
        "auth_method": auth_method,
        "allow_private": allow_private,
        "use_proxy": use_proxy,
    }
    secret = Concealed(read_secret(client_secret_file, client_secret_stdin, ask_secret))
    came = login(
        preset,
        variables,
        client_secret=secret.value,
        scopes=None if scope is None else " ".join(scope),
        add_scopes=" ".join(add_scope or ()),
        scope_set=scope_set,
        offline=not no_offline,
        port=port,
        path=path,
        show=lambda flow: _show(preset, flow, print_url, _registered(port, path), timeout),
        timeout=timeout,
        **shared,
    )
    refreshed: Token | LoginError | None = None
    seconds = dict(came.seconds)
    if came.token.refresh_token is not None:
        started = time.monotonic()
        try:
            refreshed = refresh(
                preset,
                variables,
                refresh_token=came.token.refresh_token,
                client_secret=secret.value,
                **shared,
            )
        except LoginError as error:
            refreshed = error
        seconds["refresh"] = time.monotonic() - started
    report = _Report(preset, came, refreshed, not no_offline, seconds)
    if json:
        typer.echo(to_json(_object(report, reveal)))
    else:
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for label, text in _rows(report, reveal):
            table.add_row(Text(label, style="bold"), Text(text))
        print_table(table)
    if isinstance(refreshed, LoginError):
        fail(f"The sign-in succeeded, the refresh did not. {refreshed}")


def _show(preset: Preset, flow: "Flow", print_url: bool, registered: str, timeout: float) -> None:
    """Say what has to be known, and take the user to the provider."""
    from ..login import open_browser

    message(f"Redirect URI to register with {preset.title}: {flow.redirect_uri}")
    if registered:
        message(registered)
    if preset.console_url:
        message(f"Clients are registered at {preset.console_url}")
    message(f"\nGo to this URL to sign in:\n{flow.authorization_url}\n")
    if print_url:
        port = urlsplit(flow.redirect_uri).port
        message(
            "The browser has to reach this port. From another machine: "
            f"ssh -L {port}:127.0.0.1:{port} HOST"
        )
    else:
        try:
            open_browser(flow)
        except LoginError:
            message("There is no browser here that could be opened.")
        else:
            message("The browser was told to open it.")
    message(f"Waiting for the response, at most {timeout:.0f} s; Ctrl-C ends it.\n")


def _registered(port: int, path: str | None) -> str:
    if port:
        return ""
    new = "Its port is" if path else "Its port and path are"
    return f"{new} new each time; --port 8765 keeps it the same, for a provider that wants that."


# -- reporting -------------------------------------------------------------------------------------


class _Report(NamedTuple):
    preset: Preset
    came: "Login"
    refreshed: "Token | LoginError | None"
    asked_offline: bool
    seconds: Mapping[str, float]

    @property
    def token(self) -> "Token":
        """The token that is valid now: most providers revoke what was refreshed."""
        failed = self.refreshed is None or isinstance(self.refreshed, LoginError)
        return self.came.token if failed else cast("Token", self.refreshed)

    @property
    def rotated(self) -> bool:
        """Whether the refresh brought another refresh token."""
        return self.token.refresh_token != self.came.token.refresh_token

    @property
    def missing(self) -> list[str]:
        return [scope for scope in self.came.asked if scope not in self.came.granted]

    @property
    def unasked(self) -> list[str]:
        return [scope for scope in self.came.granted if scope not in self.came.asked]

    @property
    def about_refresh(self) -> str:
        """What came of the refresh token, or what the provider needs to give one."""
        offline, title, docs_url = self.preset.offline, self.preset.title, self.preset.docs_url
        if self.came.token.refresh_token is not None:
            if isinstance(self.refreshed, LoginError):
                return "came, and was refused when it was used"
            return f"came, and works; {'a new one' if self.rotated else 'none'} came in its place"
        ways = [f"the scope {scope}" for scope in offline.scopes]
        ways += [f"{name}={value}" for name, value in offline.params.items()]
        way = " and ".join(ways)
        if offline.mode == "request" and not self.asked_offline:
            return f"none came; {title} gives one when asked with {way}: leave out --no-offline"
        if offline.mode == "request":
            return (
                f"none came, though it was asked for with {way}. Whether this client may have one "
                f"is for its registration to say, see {docs_url}"
            )
        return {
            "always": f"none came, though {title} is said to give one unasked, see {docs_url}",
            "never": f"none came; {title} gives none",
            "unknown": f"none came; how {title} gives one is not known here, see {docs_url}",
        }[offline.mode]


def _rows(report: _Report, reveal: bool) -> Iterator[tuple[str, str]]:
    token, came = report.token, report.came
    yield "Provider", report.preset.title
    yield "Token type", token.token_type or "not said"
    yield "Access token", _secret(token.access_token, reveal)
    yield "Lifetime", _duration(token.expires_in)
    yield "Scopes asked", " ".join(came.asked) or "none"
    granted = " ".join(came.granted) or "none"
    if came.token.scopes is None:
        granted += " (the provider does not say, which stands for what was asked)"
    yield "Scopes granted", granted
    if report.missing:
        yield "Not granted", " ".join(report.missing)
    if report.unasked:
        yield "Not asked", " ".join(report.unasked)
    if token.refresh_token is not None:
        yield "Refresh token", _secret(token.refresh_token, reveal)
    yield "Refresh token" if token.refresh_token is None else "", report.about_refresh
    yield "Time", ", ".join(f"{step} {taken:.2f} s" for step, taken in report.seconds.items())
    for note in came.notes:
        yield "Note", note


def _object(report: _Report, reveal: bool) -> dict[str, Any]:
    token, came = report.token, report.came
    failed = isinstance(report.refreshed, LoginError)
    shown: dict[str, Any] = {
        "preset": report.preset.name,
        "token_type": token.token_type,
        "expires_in": token.expires_in,
        "scopes_asked": list(came.asked),
        "scopes_granted": list(came.granted),
        "scopes_said": came.token.scopes is not None,
        "scopes_missing": report.missing,
        "refresh_token_came": came.token.refresh_token is not None,
        "refreshed": None if report.refreshed is None else not failed,
        "rotated": None if report.refreshed is None or failed else report.rotated,
        "about_refresh": report.about_refresh,
        "seconds": {step: round(taken, 3) for step, taken in report.seconds.items()},
        "notes": list(came.notes),
    }
    if reveal:
        shown |= {"access_token": token.access_token, "refresh_token": token.refresh_token}
    return shown


def _secret(token: str, reveal: bool) -> str:
    return token if reveal else f"{MASK} ({len(token)} characters; --reveal prints it)"


def _duration(seconds: int | None) -> str:
    if seconds is None:
        return "not said"
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds} s, about {seconds / size:.0f} {unit}"
    return f"{seconds} s"
