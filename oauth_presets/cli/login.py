"""`oauth-presets login`: sign in with a preset for real, and report the result."""

import time
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from ..core.preset import Preset
from ..errors import LoginError
from ..registry.registry import default_registry
from ._login_report import Report, as_object, rows
from ._options import (
    AllowPrivate,
    Json,
    Name,
    PresetOptions,
    SecretOptions,
    UseProxy,
    grouped,
    pairs,
)
from ._output import fail, message, print_rows, quiet_plugins, to_json
from .app import app

if TYPE_CHECKING:
    from ..login import Flow, Token


@app.command("login")
@grouped
def login_command(
    name: Name,
    client_id: Annotated[str, typer.Option(help="The client identifier issued by the provider.")],
    secret_options: SecretOptions,
    preset_options: PresetOptions,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, help="The port to listen on; 0 takes any free one."),
    ] = 0,
    path: Annotated[
        str | None,
        typer.Option(help="The path of the redirect URI. Random, or the NAME with --port."),
    ] = None,
    print_url: Annotated[
        bool, typer.Option("--print-url", help="Print the URL instead of opening a browser.")
    ] = False,
    auth_method: Annotated[
        str | None,
        typer.Option(
            metavar="METHOD",
            help="client_secret_basic, client_secret_post or none, instead of the preset's method.",
        ),
    ] = None,
    token_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A parameter of the token requests. Repeatable."),
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(min=1, max=3600, metavar="SECONDS", help="Time limit for everything."),
    ] = 120,
    allow_private: AllowPrivate = False,
    use_proxy: UseProxy = False,
    json: Json = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Print the tokens as well.")] = False,
) -> None:
    """Sign in with a preset in the browser and print the result. Nothing is stored.

    The redirect URI to register with the provider is printed first. A refresh token is used once.
    The client secret is read as for `build`, never from an argument.
    """
    from ..login import login, refresh

    variables, scopes = preset_options.variables(), preset_options.scopes()
    shared: dict[str, Any] = {
        "client_id": client_id,
        "token_params": pairs("--token-param", token_param),
        "auth_method": auth_method,
        "allow_private": allow_private,
        "use_proxy": use_proxy,
    }
    with quiet_plugins():
        preset = default_registry.get(name, preset_options.distribution)
    secret = secret_options.read()
    came = login(
        preset,
        variables,
        client_secret=secret.value,
        **scopes,
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
    report = Report(preset, came, refreshed, scopes["offline"], seconds)
    if json:
        typer.echo(to_json(as_object(report, reveal)))
    else:
        print_rows((), rows(report, reveal))
    if isinstance(refreshed, LoginError):
        fail(f"The sign-in succeeded, but the refresh failed. {refreshed}")


def _show(preset: Preset, flow: "Flow", print_url: bool, registered: str, timeout: float) -> None:
    """Print what the user needs to know, and open the provider's page."""
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
            "The browser must be able to reach this port. From another machine: "
            f"ssh -L {port}:127.0.0.1:{port} HOST"
        )
    else:
        try:
            open_browser(flow)
        except LoginError:
            message("No browser could be opened here.")
        else:
            message("It should open in your browser.")
    message(f"Waiting for the response, at most {timeout:.0f} s; Ctrl-C ends it.\n")


def _registered(port: int, path: str | None) -> str:
    if port:
        return ""
    new = "Its port changes" if path else "Its port and path change"
    return f"{new} each time; if the provider needs a fixed URI, use --port 8765."
