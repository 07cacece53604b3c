"""`oauth-presets login`: sign in with a preset for real, and say what came."""

import time
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from ..core.preset import Preset
from ..errors import LoginError
from ..registry.registry import default_registry
from ..util.concealed import Concealed
from ._login_report import Report, as_object, rows
from .app import (
    Distribution,
    Json,
    Name,
    app,
    fail,
    message,
    pairs,
    print_rows,
    quiet_plugins,
    to_json,
)
from .build import (
    CLIENT_ID,
    AddScope,
    AskSecret,
    NoOffline,
    RefusedSecret,
    Scope,
    ScopeSet,
    SecretFile,
    SecretStdin,
    Set,
    read_secret,
)

if TYPE_CHECKING:
    from ..login.native import Flow, Token


@app.command("login")
def login_command(
    name: Name,
    client_id: Annotated[str, CLIENT_ID],
    client_secret_file: SecretFile = None,
    client_secret_stdin: SecretStdin = False,
    ask_secret: AskSecret = False,
    client_secret: RefusedSecret = None,
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
        from ..login.native import login, refresh
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
    report = Report(preset, came, refreshed, not no_offline, seconds)
    if json:
        typer.echo(to_json(as_object(report, reveal)))
    else:
        print_rows((), rows(report, reveal))
    if isinstance(refreshed, LoginError):
        fail(f"The sign-in succeeded, the refresh did not. {refreshed}")


def _show(preset: Preset, flow: "Flow", print_url: bool, registered: str, timeout: float) -> None:
    """Say what has to be known, and take the user to the provider."""
    from ..login.native import open_browser

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
