"""`oauth-presets login`: sign in with a preset for real, and report the result."""

import time
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from ..errors import LoginError
from ..registry.registry import default_registry
from ..util.concealed import Concealed
from ._login_report import SignInReport, as_object, rows
from ._option_groups import PresetOptions, SecretOptions, grouped
from ._options import AllowPrivate, Json, Name, UseProxy, pairs
from ._output import fail, message, print_rows, quiet_plugins, to_json
from .app import app

if TYPE_CHECKING:
    from ..core.configuration import Configuration
    from ..login import DeviceCode, Flow, Login, Token


class Host(str, Enum):
    """Where `login` listens."""

    ipv4 = "127.0.0.1"
    localhost = "localhost"
    ipv6 = "::1"


@app.command("login")
@grouped
def login_command(
    name: Name,
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
    auth_method: Annotated[
        str | None,
        typer.Option(
            metavar="METHOD",
            help="client_secret_basic, client_secret_post or none, instead of the preset's method.",
        ),
    ] = None,
    authorize_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A parameter of the authorization URL. Repeatable."),
    ] = None,
    token_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=VALUE", help="A parameter of the token requests. Repeatable."),
    ] = None,
    no_pkce: Annotated[
        bool, typer.Option("--no-pkce", help="Send no PKCE parameters (RFC 7636).")
    ] = False,
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
        "token_params": pairs("--token-param", token_param),
        "auth_method": auth_method,
        "pkce": False if no_pkce else None,
        **preset_options.variables(),
    }
    config = _configuration(name, secret_options.read(), arguments)
    network: Any = {"allow_private": allow_private, "use_proxy": use_proxy}
    if client_credentials:
        came = _own_token(config, network)
    elif device:
        came = _by_device(config, timeout, network)
    else:
        from ..login import login

        came = login(
            config,
            host=host.value,
            port=port,
            path=path,
            paste=paste,
            redirect_uri=redirect_uri,
            show=lambda flow: _show(flow, print_url, paste, _registered(port, path), timeout),
            timeout=timeout,
            **network,
        )
    refreshed, seconds = _refreshed(config, came, network)
    report = SignInReport(config.preset, came, refreshed, not preset_options.no_offline, seconds)
    if json:
        typer.echo(to_json(as_object(report, reveal)))
    else:
        print_rows((), rows(report, reveal))
    if isinstance(refreshed, LoginError):
        fail(f"The sign-in succeeded, but the refresh failed. {refreshed}")


def _configuration(
    name: str, secret: Concealed[str | None], arguments: dict[str, Any]
) -> "Configuration":
    with quiet_plugins():
        return default_registry.configure(name, client_secret=secret.value, **arguments)


def _own_token(config: "Configuration", network: Any) -> "Login":
    from ..login import Login, client_credentials

    started = time.monotonic()
    token = client_credentials(config, **network)
    return Login(token, token.requested or (), {"token": time.monotonic() - started}, token.notes)


def _by_device(config: "Configuration", timeout: float, network: Any) -> "Login":
    from ..login import Login, device_login

    started = time.monotonic()
    token = device_login(
        config, show=lambda code: _show_code(code, timeout), timeout=timeout, **network
    )
    return Login(token, config.scopes, {"device": time.monotonic() - started}, token.notes)


def _refreshed(
    config: "Configuration", came: "Login", network: Any
) -> "tuple[Token | LoginError | None, dict[str, float]]":
    """Use the refresh token, if there is one; return the outcome, and how long each step took."""
    from ..login import refresh

    if came.token.refresh_token is None:
        return None, {**came.seconds}
    started = time.monotonic()
    refreshed: Token | LoginError
    try:
        refreshed = refresh(config, came.token, **network)
    except LoginError as error:
        refreshed = error
    return refreshed, {**came.seconds, "refresh": time.monotonic() - started}


def _show(flow: "Flow", print_url: bool, paste: bool, registered: str, timeout: float) -> None:
    """Print what the user needs to know, and open the provider's page."""
    from ..login import open_browser

    preset = flow.config.preset
    message(f"Redirect URI to register with {preset.title}: {flow.redirect_uri}")
    if registered and not paste:
        message(registered)
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
            message("No browser could be opened here.")
        else:
            message("It should open in your browser.")
    message(f"Waiting for the response, at most {timeout:.0f} s; Ctrl-C ends it.\n")


def _show_code(code: "DeviceCode", timeout: float) -> None:
    message(f"Go to {code.verification_uri} on any device and enter the code {code.user_code}")
    message(f"Waiting for you to sign in there, at most {timeout:.0f} s; Ctrl-C ends it.\n")


def _registered(port: int, path: str | None) -> str:
    if port:
        return ""
    new = "Its port changes" if path else "Its port and path change"
    return f"{new} each time; if the provider needs a fixed URI, use --port 8765."
