"""`oauth-presets build`: print a configuration, without its secret unless asked."""

import os
import shlex
import sys
import warnings
from enum import Enum
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from ..build import Explained
from ..concealed import Concealed
from ..models import CreateConnectorOAuth
from ..preset import BUILD_ARGUMENTS
from ..registry import default_registry
from .app import Distribution, Name, app, fail, message, pairs, print_rows, quiet_plugins, to_json

SECRET_VARIABLE = "OAUTH_PRESETS_CLIENT_SECRET"
"""The environment variable that the secret is read from, and that output names instead of it."""

CONNECTOR_URL = "https://connector.example.com/search"


class Format(str, Enum):
    """How `build` prints the configuration."""

    json = "json"
    env = "env"
    curl = "curl"
    python = "python"


CLIENT_ID = typer.Option(help="The client identifier that the provider gave you.")

SecretFile = Annotated[
    Path | None, typer.Option(help="Read the client secret from this file.", metavar="FILE")
]
SecretStdin = Annotated[
    bool, typer.Option("--client-secret-stdin", help="Read the client secret from stdin.")
]
AskSecret = Annotated[
    bool, typer.Option("--ask-secret", help="Ask for the client secret, without echo.")
]
Scope = Annotated[
    list[str] | None, typer.Option(help="A scope, instead of the defaults. Repeatable.")
]
AddScope = Annotated[list[str] | None, typer.Option(help="A scope, beside the others. Repeatable.")]
ScopeSet = Annotated[str | None, typer.Option(help="A scope set of the preset.")]
NoOffline = Annotated[bool, typer.Option("--no-offline", help="Do not ask for a refresh token.")]
Set = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="A variable of the URLs. Repeatable."),
]


@app.command("build")
def build_command(
    name: Name,
    client_id: Annotated[str | None, CLIENT_ID] = None,
    client_secret_file: SecretFile = None,
    client_secret_stdin: SecretStdin = False,
    ask_secret: AskSecret = False,
    scope: Scope = None,
    add_scope: AddScope = None,
    scope_set: ScopeSet = None,
    no_offline: NoOffline = False,
    set_: Set = None,
    distribution: Distribution = None,
    format_: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.json,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Print the client secret as well.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print where each value comes from, instead.")
    ] = False,
) -> None:
    """Build a configuration and print it, or with --explain where each value comes from.

    The client secret comes from --client-secret-file, --client-secret-stdin, --ask-secret or the
    environment variable OAUTH_PRESETS_CLIENT_SECRET: never from an argument, which others on the
    machine can read. It is printed only with --reveal.
    """
    arguments: dict[str, Any] = {
        "client_id": client_id,
        "scopes": None if scope is None else " ".join(scope),
        "add_scopes": " ".join(add_scope or ()),
        "scope_set": scope_set,
        "offline": not no_offline,
        "distribution": distribution,
    }
    for variable, value in pairs("--set", set_ or []).items():
        if variable in BUILD_ARGUMENTS:
            raise typer.BadParameter(f"{variable!r} is no variable of a URL; it has its own option")
        arguments[variable] = value
    secret = Concealed(read_secret(client_secret_file, client_secret_stdin, ask_secret))
    if explain:
        with quiet_plugins():
            rows = default_registry.explain(name, client_secret=secret.value, **arguments)
        print_rows(Explained._fields, rows)
        return
    with quiet_plugins(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        oauth = default_registry.build(name, client_secret=secret.value, **arguments)
    for warning in caught:
        message(f"Warning: {warning.message}")
    if format_ is Format.python:
        text = _python(name, arguments, oauth, reveal)
    else:
        text = {Format.json: _json, Format.env: _env, Format.curl: _curl}[format_](
            oauth, reveal, default_registry.get(name, distribution).title
        )
    if oauth.client_secret is not None and not reveal:
        instead = "left out" if format_ is Format.json else f"read from ${SECRET_VARIABLE} there"
        message(f"The client secret is {instead}; --reveal prints it.")
    typer.echo(text)


def read_secret(file: Path | None, stdin: bool, ask: bool) -> str | None:
    """Read the client secret from where the options say, else from the environment."""
    if (file is not None) + stdin + ask > 1:
        raise typer.BadParameter(
            "--client-secret-file, --client-secret-stdin and --ask-secret exclude each other"
        )
    if ask:
        if not sys.stdin.isatty():
            fail("--ask-secret needs a terminal; use --client-secret-stdin in a pipe.")
        return getpass("Client secret: ", stream=sys.stderr)
    if stdin:
        return _one_line(sys.stdin.read(), "stdin")
    if file is not None:
        try:
            return _one_line(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        fail(f"The client secret could not be read from {file}: {reason}.")
    return os.environ.get(SECRET_VARIABLE)


def _one_line(text: str, source: str) -> str:
    """Return the text without the line break that editors and echo put at its end."""
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        fail(f"There is no client secret in {source}: it is empty.")
    return text


def _json(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    return to_json(_shown(oauth, reveal))


def _shown(oauth: CreateConnectorOAuth, reveal: bool) -> dict[str, str]:
    return oauth.model_dump(exclude=set() if reveal else {"client_secret"})


def _env(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    return "\n".join(
        f'OAUTH_{name.upper()}="${SECRET_VARIABLE}"'
        if name == "client_secret" and not reveal
        else f"OAUTH_{name.upper()}={shlex.quote(value)}"
        for name, value in oauth.model_dump().items()
    )


def _curl(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    # The body goes through stdin: curl's arguments can be read by others on the machine.
    body = {"name": title, "url": CONNECTOR_URL, "oauth": _shown(oauth, reveal)}
    text = to_json(body)
    quoted = "'JSON'"
    if oauth.client_secret is not None and not reveal:
        quoted = "JSON"
        for character in "\\$`":
            text = text.replace(character, "\\" + character)
        from_variable = f"""$(printf %s "${SECRET_VARIABLE}" | sed 's/["\\\\]/\\\\&/g')"""
        text = text.replace('"oauth": {', f'"oauth": {{\n    "client_secret": "{from_variable}",')
    message(f"Put your connector's own URL in place of {CONNECTOR_URL}.")
    return (
        "curl --request POST https://api.cohere.com/v1/connectors \\\n"
        '  --header "Authorization: Bearer $CO_API_KEY" \\\n'
        "  --header 'Content-Type: application/json' \\\n"
        f"  --data @- <<{quoted}\n{text}\nJSON"
    )


def _python(name: str, arguments: dict[str, Any], oauth: CreateConnectorOAuth, reveal: bool) -> str:
    secret = oauth.client_secret
    lines = ["from oauth_presets import build_oauth", "", "oauth = build_oauth(", f"    {name!r},"]
    for argument, value in arguments.items():
        if argument == "client_id" and secret is not None:
            lines += [f"    client_id={value!r},"] if value is not None else []
            shown = repr(secret) if reveal else f"os.environ[{SECRET_VARIABLE!r}]"
            lines += [f"    client_secret={shown},"]
        elif value not in (None, "", True):
            lines.append(f"    {argument}={value!r},")
    if secret is not None and not reveal:
        lines = ["import os", "", *lines]
    return "\n".join([*lines, ")"])
