"""`oauth-presets build`: print a configuration, and its secret only with --reveal."""

import warnings
from collections.abc import Iterator
from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.connector import CreateConnectorOAuth
from ..core.preset import Preset
from ..registry.registry import default_registry
from ..util.concealed import Concealed
from ._configuration_report import CONNECTOR_URL, as_curl, as_env, as_python, shown
from ._option_groups import (
    SECRET_VARIABLE,
    ClientOptions,
    PresetOptions,
    SecretOptions,
    grouped,
)
from ._options import AuthorizeParam, Name, pairs
from ._output import message, print_rows, quiet_plugins, to_json
from .app import app

if TYPE_CHECKING:
    from ..core.configuration import Configuration
    from ..core.explanation import Explained


class Format(str, Enum):
    """How `build` prints the configuration."""

    json = "json"
    config = "config"
    env = "env"
    curl = "curl"
    openapi = "openapi"
    python = "python"


@app.command("build")
@grouped
def build_command(
    name: Name,
    *,
    client_id: Annotated[
        str | None, typer.Option(help="The client identifier issued by the provider.")
    ] = None,
    secret_options: SecretOptions,
    preset_options: PresetOptions,
    authorize_param: AuthorizeParam = None,
    drop_authorize_param: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="A parameter of the preset to leave out. Repeatable."),
    ] = None,
    client_options: ClientOptions,
    format_: Annotated[Format, typer.Option("--format", help="What to print.")] = Format.json,
    reveal: Annotated[
        bool, typer.Option("--reveal", help="Print the client secret as well.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the source of each value instead.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="With --explain: print JSON.")] = False,
) -> None:
    """Build a configuration and print it, or with --explain where each value comes from.

    `--format json`, the default, prints the five fields of a Cohere connector, as env and curl do;
    `--format config` prints everything that is known, as JSON, and `--format openapi` an OpenAPI
    security scheme. --token-param, --auth-method and --no-pkce
    need `--format config` or `--format python`.

    The client secret comes from --client-secret-file, --client-secret-stdin, --ask-secret or the
    environment variable OAUTH_PRESETS_CLIENT_SECRET: never from an argument, which other users of
    the machine can read. It is printed only with --reveal.
    """
    if explain and (reveal or format_ is not Format.json):
        raise typer.BadParameter("--explain excludes --reveal and --format")
    if json and not explain:
        raise typer.BadParameter("--json needs --explain; without it, see --format")
    arguments: dict[str, Any] = {
        "client_id": client_id,
        **preset_options.scopes(),
        "distribution": preset_options.distribution,
        "authorize_params": {
            **dict.fromkeys(drop_authorize_param or ()),
            **pairs("--authorize-param", authorize_param),
        },
        **preset_options.variables(),
    }
    overrides = client_options.arguments()
    if overrides and (explain or format_ not in (Format.config, Format.python)):
        raise typer.BadParameter(
            "--token-param, --auth-method and --no-pkce need --format config or --format python: "
            "the five fields cannot hold them"
        )
    secret = secret_options.read()
    if explain:
        _explain(name, secret, arguments, secret_options.source, json)
    else:
        _build(name, secret, arguments, overrides, format_, reveal)


def _build(
    name: str,
    secret: Concealed[str | None],
    arguments: dict[str, Any],
    overrides: dict[str, Any],
    format_: Format,
    reveal: bool,
) -> None:
    complete = bool(overrides) or format_ in (Format.config, Format.openapi)
    arguments = {**arguments, **overrides}
    result: Configuration | CreateConnectorOAuth
    with quiet_plugins(), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        make = default_registry.configure if complete else default_registry.build
        result = make(name, client_secret=secret.value, **arguments)
        preset = default_registry.get(name, arguments["distribution"])
    for warning in caught:
        message(f"Warning: {warning.message}")
    for note in _scope_notes(preset, f"{arguments['scopes'] or ''} {arguments['add_scopes']}"):
        message(note)
    text = _rendered(name, arguments, result, preset, format_, reveal)
    if result.client_secret is not None and not reveal:
        left_out = format_ in (Format.json, Format.config, Format.openapi)
        instead = "left out" if left_out else f"read from ${SECRET_VARIABLE}"
        message(f"The client secret is {instead}; --reveal prints it.")
    if result.client_id is None:
        message("The client_id is missing: set --client-id, or add it later.")
    typer.echo(text)


def _rendered(
    name: str,
    arguments: dict[str, Any],
    result: "Configuration | CreateConnectorOAuth",
    preset: Preset,
    format_: Format,
    reveal: bool,
) -> str:
    if format_ is Format.python:
        return as_python(name, arguments, result, reveal)
    if not isinstance(result, CreateConnectorOAuth):
        if format_ is Format.config:
            return to_json(result.as_dict(reveal))
        from ..integrations.openapi import security_scheme

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the scheme's description says what is lost
            return to_json(security_scheme(result))
    if format_ is Format.env:
        return as_env(result, reveal)
    if format_ is Format.curl:
        message(f"Replace {CONNECTOR_URL} with your connector's own URL.")
        return as_curl(result, reveal, preset.title)
    return to_json(shown(result, reveal))


def _scope_notes(preset: Preset, requested: str) -> Iterator[str]:
    """Yield a note for each scope that looks misspelt; only the provider knows all its scopes."""
    known = {*preset.scopes, *preset.scope_descriptions, *preset.offline.scopes}
    known.update(*preset.scope_sets.values())
    for scope in requested.replace(preset.scope_separator, " ").split():
        near = [] if scope in known else get_close_matches(scope, sorted(known), 1, 0.85)
        if near:
            yield f"Note: {preset.title} has no known scope {scope!r}. Did you mean {near[0]!r}?"


OPTIONS = {  # argument of `build_oauth` -> the option that sets it
    "client_id": "--client-id",
    "scopes": "--scope",
    "add_scopes": "--add-scope",
    "scope_set": "--scope-set",
    "offline": "--no-offline",
    "authorize_params": "--authorize-param",
}


def _explain(
    name: str,
    secret: Concealed[str | None],
    arguments: dict[str, Any],
    secret_source: str,
    json: bool,
) -> None:
    with quiet_plugins():
        rows = default_registry.explain(name, client_secret=secret.value, **arguments)
    rows = tuple(_with_option(row, secret_source) for row in rows)
    if json:
        typer.echo(to_json([row._asdict() for row in rows]))
    else:
        print_rows(("field", "value", "source"), (row[:3] for row in rows))


def _with_option(row: "Explained", secret_source: str) -> "Explained":
    """Return a row whose source is an option instead of an argument."""
    if not row.argument:
        return row
    if row.field == "dropped":
        return row._replace(source="--drop-authorize-param")
    options = {**OPTIONS, "client_secret": secret_source}
    return row._replace(source=options.get(row.argument, f"--set {row.argument}=..."))
