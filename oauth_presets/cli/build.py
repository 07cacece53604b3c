"""`oauth-presets build`: print a configuration, without its secret unless asked."""

import os
import shlex
import sys
import warnings
from difflib import get_close_matches
from enum import Enum
from getpass import getpass
from pathlib import Path
from typing import Annotated, Any

import typer

from ..core.connector import CreateConnectorOAuth, is_credential
from ..core.explanation import Explained
from ..core.preset import BUILD_ARGUMENTS, Preset
from ..registry.registry import default_registry
from ..util.concealed import Concealed
from .app import (
    Distribution,
    Name,
    app,
    fail,
    message,
    pairs,
    print_rows,
    quiet_plugins,
    to_json,
)

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


def _refuse_secret(given: str | None) -> None:
    if given is not None:
        raise typer.BadParameter(
            "others on the machine can read arguments, and the shell keeps them: this one may be "
            "in its history now. Use --ask-secret, --client-secret-stdin, --client-secret-file or "
            f"the environment variable {SECRET_VARIABLE}"
        )


RefusedSecret = Annotated[
    str | None,
    typer.Option("--client-secret", hidden=True, is_eager=True, callback=_refuse_secret),
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
AuthorizeParam = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY=VALUE", help="A parameter of the authorization URL. Repeatable."),
]
DropParam = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY", help="A parameter of the preset to leave out. Repeatable."),
]


@app.command("build")
def build_command(
    name: Name,
    client_id: Annotated[str | None, CLIENT_ID] = None,
    client_secret_file: SecretFile = None,
    client_secret_stdin: SecretStdin = False,
    ask_secret: AskSecret = False,
    client_secret: RefusedSecret = None,
    scope: Scope = None,
    add_scope: AddScope = None,
    scope_set: ScopeSet = None,
    no_offline: NoOffline = False,
    set_: Set = None,
    authorize_param: AuthorizeParam = None,
    drop_authorize_param: DropParam = None,
    distribution: Distribution = None,
    format_: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.json,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Print the client secret as well.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print where each value comes from, instead.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --explain: print JSON.")] = False,
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
        "authorize_params": {
            **dict.fromkeys(drop_authorize_param or ()),
            **pairs("--authorize-param", authorize_param or []),
        },
    }
    if scope is not None and not any(text.strip() for text in scope):
        raise typer.BadParameter("--scope is empty: leave it out for the default scopes")
    if explain and (reveal or format_ is not Format.json):
        raise typer.BadParameter("--explain goes with neither --reveal nor --format")
    if json and not explain:
        raise typer.BadParameter("--json goes with --explain; see --format")
    for variable, value in pairs("--set", set_ or []).items():
        if variable in BUILD_ARGUMENTS:
            raise typer.BadParameter(f"{variable!r} is no variable of a URL; it has its own option")
        arguments[variable] = value
    secret = Concealed(read_secret(client_secret_file, client_secret_stdin, ask_secret))
    if explain:
        with quiet_plugins():
            rows = default_registry.explain(name, client_secret=secret.value, **arguments)
        whence = _secret_source(client_secret_file, client_secret_stdin, ask_secret)
        rows = tuple(_as_typed(row, whence) for row in rows)
        if json:
            typer.echo(to_json([row._asdict() for row in rows]))
        else:
            print_rows(Explained._fields[:3], [row[:3] for row in rows])
        return
    with quiet_plugins(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        oauth = default_registry.build(name, client_secret=secret.value, **arguments)
    for warning in caught:
        message(f"Warning: {warning.message}")
    preset = default_registry.get(name, distribution)
    for given in (*(scope or ()), *(add_scope or ())):
        _doubt_scopes(preset, given)
    if format_ is Format.python:
        text = _python(name, arguments, oauth, reveal)
    else:
        text = {Format.json: _json, Format.env: _env, Format.curl: _curl}[format_](
            oauth, reveal, preset.title
        )
    if oauth.client_secret is not None and not reveal:
        instead = (
            "left out" if format_ is Format.json else f"not in this: it reads ${SECRET_VARIABLE}"
        )
        message(f"The client secret is {instead}. --reveal prints it.")
    if oauth.client_id is None:
        message("There is no client_id in this: give --client-id, or put it in later.")
    typer.echo(text)


def _doubt_scopes(preset: Preset, given: str) -> None:
    """Say where a scope looks like a misspelt one: which scopes there are, the provider knows."""
    known = {*preset.scopes, *preset.scope_descriptions, *preset.offline.scopes}
    known.update(*preset.scope_sets.values())
    for token in given.replace(preset.scope_separator, " ").split():
        near = [] if token in known else get_close_matches(token, sorted(known), 1, 0.85)
        if near:
            message(
                f"Note: {preset.title} is not known to have the scope {token!r}, but {near[0]!r}."
            )


def _secret_source(file: Path | None, stdin: bool, ask: bool) -> str:
    if ask:
        return "--ask-secret"
    if stdin:
        return "--client-secret-stdin"
    return "--client-secret-file" if file is not None else f"${SECRET_VARIABLE}"


OPTIONS = {
    "client_id": "--client-id",
    "scopes": "--scope",
    "add_scopes": "--add-scope",
    "scope_set": "--scope-set",
    "offline": "--no-offline",
    "authorize_params": "--authorize-param",
}


def _as_typed(row: Explained, secret_source: str) -> Explained:
    """Return a row that names the option in place of the argument."""
    options = {**OPTIONS, "client_secret": secret_source}
    if not row.argument:
        return row
    if row.field == "dropped":
        return row._replace(source="--drop-authorize-param")
    return row._replace(source=options.get(row.argument, f"--set {row.argument}=..."))


def read_secret(file: Path | None, stdin: bool, ask: bool) -> str | None:
    """Read the client secret from where the options say, else from the environment."""
    if (file is not None) + stdin + ask > 1:
        raise typer.BadParameter(
            "--client-secret-file, --client-secret-stdin and --ask-secret exclude each other"
        )
    if ask:
        if not sys.stdin.isatty():
            fail("--ask-secret needs a terminal; use --client-secret-stdin in a pipe.")
        return _checked(getpass("Client secret: ", stream=sys.stderr), "what was typed")
    if stdin:
        return _checked(_one_line(sys.stdin.read()), "stdin")
    if file is not None:
        try:
            return _checked(_one_line(file.read_text(encoding="utf-8")), str(file))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        fail(f"The client secret could not be read from {file}: {reason}.")
    text = os.environ.get(SECRET_VARIABLE)
    return None if text is None else _checked(text, f"the environment variable {SECRET_VARIABLE}")


def _one_line(text: str) -> str:
    """Return the text without the line break that editors and echo put at its end."""
    return text.removesuffix("\n").removesuffix("\r")


def _checked(text: str, source: str) -> str:
    if not text:
        fail(f"There is no client secret in {source}: it is empty.")
    if text != text.strip():
        fail(f"The client secret in {source} has blanks or line breaks around it.")
    if not is_credential(text):
        fail(f"The client secret in {source} has a character that is not printable ASCII.")
    return text


def _json(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    return to_json(_shown(oauth, reveal))


def _shown(oauth: CreateConnectorOAuth, reveal: bool) -> dict[str, str]:
    return oauth.model_dump(exclude=set() if reveal else {"client_secret"})


def _env(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    return "\n".join(
        f'OAUTH_{name.upper()}="${{{SECRET_VARIABLE}:?is not set}}"'
        if name == "client_secret" and not reveal
        else f"OAUTH_{name.upper()}={shlex.quote(value)}"
        for name, value in oauth.model_dump().items()
    )


def _curl(oauth: CreateConnectorOAuth, reveal: bool, title: str) -> str:
    # The key and the body go through pipes: curl's arguments can be read by others on the machine.
    body = {"name": title, "url": CONNECTOR_URL, "oauth": _shown(oauth, reveal)}
    text = to_json(body)
    quoted, needed = "'JSON'", '"${CO_API_KEY:?is not set}"'
    if oauth.client_secret is not None and not reveal:
        quoted, needed = "JSON", f'{needed} "${{{SECRET_VARIABLE}:?is not set}}"'
        for character in "\\$`":
            text = text.replace(character, "\\" + character)
        from_variable = f"""$(printf %s "${SECRET_VARIABLE}" | sed 's/["\\\\]/\\\\&/g')"""
        rest = text.rpartition("\n  }\n}")[0]
        text = f'{rest},\n    "client_secret": "{from_variable}"\n  }}\n}}'
    message(f"Put your connector's own URL in place of {CONNECTOR_URL}.")
    return (
        f": {needed} &&\n"
        "curl --request POST https://api.cohere.com/v1/connectors \\\n"
        "  --header 'Content-Type: application/json' \\\n"
        f"  --config /dev/fd/3 --data @- 3<<KEY <<{quoted}\n"
        'header = "Authorization: Bearer $CO_API_KEY"\nKEY\n'
        f"{text}\nJSON"
    )


def _python(name: str, arguments: dict[str, Any], oauth: CreateConnectorOAuth, reveal: bool) -> str:
    secret = oauth.client_secret
    lines = ["from oauth_presets import build_oauth", "", "oauth = build_oauth(", f"    {name!r},"]
    for argument, value in arguments.items():
        if argument == "client_id" and secret is not None:
            lines += [f"    client_id={value!r},"] if value is not None else []
            shown = repr(secret) if reveal else f"os.environ[{SECRET_VARIABLE!r}]"
            lines += [f"    client_secret={shown},"]
        elif value not in (None, "", True, {}):
            lines.append(f"    {argument}={value!r},")
    if secret is not None and not reveal:
        lines = ["import os", "", *lines]
    return "\n".join([*lines, ")"])
