"""`oauth-presets login`: sign in with a preset, and report the result."""

import time
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from ..errors import LoginError
from ..registry.registry import default_registry
from ._login_report import SignInReport, as_object, rows
from ._option_groups import ClientOptions, PresetOptions, SecretOptions, grouped
from ._options import AllowPrivate, AuthorizeParam, Json, Name, UseProxy, pairs
from ._output import fail, message, print_rows, quiet_plugins, to_json
from .app import app

if TYPE_CHECKING:
    from ..core.configuration import Configuration
    from ..login import DeviceCode, Flow, Login, Token


class Host(str, Enum):
    """The loopback hosts that `login` can listen on."""

    ipv4 = "127.0.0.1"
    localhost = "localhost"
    ipv6 = "::1"


@app.command("login")
@grouped
def login_command(
    name: Name,
    *,
    client_id: Annotated[str, typer.Option(help="The client identifier issued by the provider.")],
    secret_options: SecretOptions,
    preset_options: PresetOptions,
    host: Annotated[
        Host, typer.Option(help="Where to listen, and the host of the redirect URI.")
    ] = Host.ipv4,
    port: Annotated[
        int,
        typer.Option(min=0, max=65535, help="The port to listen on; 0 takes any free one."),
    ] = 0,
    path: Annotated[
        str | None,
        typer.Option(help="The path of the redirect URI. Random, or the NAME with --port."),
    ] = None,
    paste: Annotated[
        bool,
        typer.Option(
            "--paste",
            help="Do not listen: ask for the final URL from the browser. Needs --port or "
            "--redirect-uri.",
        ),
    ] = False,
    redirect_uri: Annotated[
        str | None, typer.Option(metavar="URI", help="With --paste: the registered redirect URI.")
    ] = None,
    device: Annotated[
        bool, typer.Option("--device", help="Sign in on another device (RFC 8628).")
    ] = False,
    client_credentials: Annotated[
        bool,
        typer.Option(
            "--client-credentials", help="Request a token for the client itself, without a user."
        ),
    ] = False,
    print_url: Annotated[
        bool, typer.Option("--print-url", help="Print the URL instead of opening a browser.")
    ] = False,
    authorize_param: AuthorizeParam = None,
    client_options: ClientOptions,
    timeout: Annotated[
        float,
        typer.Option(min=1, max=3600, metavar="SECONDS", help="Time limit for everything."),
    ] = 120,
    allow_private: AllowPrivate = False,
    use_proxy: UseProxy = False,
    json: Json = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="Print the tokens as well.")] = False,
) -> None:
    """Sign in with a preset and print the result. Nothing is stored.

    The redirect URI to register with the provider is printed first. A refresh token is used once.
    The client secret is read as for `build`, never from an argument.
    """
    if paste + device + client_credentials > 1:
        raise typer.BadParameter("--paste, --device and --client-credentials exclude each other")
    arguments: dict[str, Any] = {
        "client_id": client_id,
        **preset_options.scopes(),
        "distribution": preset_options.distribution,
        "authorize_params": pairs("--authorize-param", authorize_param),
        **client_options.arguments(),
        **preset_options.variables(),
    }
    secret = secret_options.read()
    with quiet_plugins():
        config = default_registry.configure(name, client_secret=secret.value, **arguments)
    network: Any = {"allow_private": allow_private, "use_proxy": use_proxy}
    if client_credentials:
        result = _client_login(config, network)
    elif device:
        result = _device_login(config, timeout, network)
    else:
        from ..login import login

        result = login(
            config,
            host=host.value,
            port=port,
            path=path,
            paste=paste,
            redirect_uri=redirect_uri,
            show=lambda flow: _show(flow, print_url, paste, _uri_note(port, path), timeout),
            timeout=timeout,
            **network,
        )
    refreshed, seconds = _refreshed(config, result, network)
    report = SignInReport(config.preset, result, refreshed, not preset_options.no_offline, seconds)
    if json:
        typer.echo(to_json(as_object(report, reveal)))
    else:
        print_rows((), rows(report, reveal))
    if isinstance(refreshed, LoginError):
        fail(f"The sign-in succeeded, but the refresh failed. {refreshed}")


def _client_login(config: "Configuration", network: Any) -> "Login":
    from ..login import Login, client_credentials

    started = time.monotonic()
    token = client_credentials(config, **network)
    return Login(token, token.requested or (), {"token": time.monotonic() - started}, token.notes)


def _device_login(config: "Configuration", timeout: float, network: Any) -> "Login":
    from ..login import Login, device_login

    started = time.monotonic()
    token = device_login(
        config, show=lambda code: _show_code(code, timeout), timeout=timeout, **network
    )
    return Login(token, config.scopes, {"device": time.monotonic() - started}, token.notes)


def _refreshed(
    config: "Configuration", result: "Login", network: Any
) -> "tuple[Token | LoginError | None, dict[str, float]]":
    """Use the refresh token, if one was issued; return the outcome and the seconds of each step."""
    from ..login import refresh

    if result.token.refresh_token is None:
        return None, {**result.seconds}
    started = time.monotonic()
    refreshed: Token | LoginError
    try:
        refreshed = refresh(config, result.token, **network)
    except LoginError as error:
        refreshed = error
    return refreshed, {**result.seconds, "refresh": time.monotonic() - started}


def _show(flow: "Flow", print_url: bool, paste: bool, uri_note: str, timeout: float) -> None:
    """Print how to sign in, and open the authorization URL in a browser."""
    from ..login import open_browser

    preset = flow.config.preset
    message(f"Redirect URI to register with {preset.title}: {flow.redirect_uri}")
    if uri_note and not paste:
        message(uri_note)
    if preset.console_url:
        message(f"Clients are registered at {preset.console_url}")
    message(f"\nGo to this URL to sign in:\n{flow.authorization_url}\n")
    if paste:
        return
    if print_url:
        parts = urlsplit(flow.redirect_uri)
        message(
            "The browser must be able to reach this port. From another machine: "
            f"ssh -L {parts.port}:{parts.netloc} HOST"
        )
    else:
        try:
            open_browser(flow)
        except LoginError:
            message("Could not open a browser here.")
        else:
            message("It should open in your browser.")
    message(f"Waiting for the response, at most {timeout:.0f} s; press Ctrl-C to stop.\n")


def _show_code(code: "DeviceCode", timeout: float) -> None:
    message(f"Go to {code.verification_uri} on any device and enter the code {code.user_code}")
    message(f"Waiting for you to sign in there, at most {timeout:.0f} s; press Ctrl-C to stop.\n")


def _uri_note(port: int, path: str | None) -> str:
    """Return what changes in the redirect URI from one sign-in to the next; may be empty."""
    if port:
        return ""
    subject = "Its port changes" if path else "Its port and path change"
    return f"{subject} each time; if the provider needs a fixed URI, use --port 8765."
