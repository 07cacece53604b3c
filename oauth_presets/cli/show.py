"""`oauth-presets show`: what is known about one preset."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ..core.explanation import refresh_token
from ..core.preset import NEEDS, Preset, Variable
from ..registry.registry import default_registry
from ._options import Distribution, Name
from ._output import print_rows, quiet_plugins
from .app import app

COHERE_REDIRECT_URI = "https://api.cohere.com/v1/connectors/oauth/token"
"""https://docs.cohere.com/docs/connector-authentication"""

Rows = Iterator[tuple[str, str]]


@app.command("show")
def show_command(
    name: Name,
    distribution: Distribution = None,
    redirect_uri: Annotated[
        str, typer.Option(help="The redirect URI to show in the setup steps.")
    ] = COHERE_REDIRECT_URI,
) -> None:
    """Show a preset: endpoints, scopes, variables, refresh tokens, setup, source and owner."""
    with quiet_plugins():
        preset = default_registry.get(name, distribution)
    entry = default_registry.resolve(name, distribution)
    whose = f"{entry.distribution} {entry.version}".strip()
    print_rows((), [*_rows(preset, redirect_uri), ("Owner", whose)])


def _rows(preset: Preset, redirect_uri: str) -> Rows:
    yield "Name", preset.name
    yield "Title", preset.title
    if preset.categories:
        yield "Categories", ", ".join(preset.categories)
    yield "Authorization endpoint", preset.authorize_url
    yield "Token endpoint", preset.token_url
    if preset.issuer:
        yield "Issuer", preset.issuer
    for name, value in preset.authorize_params.items():
        yield "Always sent", f"{name}={value}"
    yield from _scope_rows(preset)
    for name, variable in preset.variables.items():
        yield "Variable", f"{name}: {_variable(variable)}"
    yield "Refresh token", refresh_token(preset)
    yield "PKCE", preset.pkce
    if preset.token_endpoint_auth_methods:
        yield "Client authentication", ", ".join(preset.token_endpoint_auth_methods)
    for need in preset.needs:
        yield "Note", f"{NEEDS[need]}; CreateConnectorOAuth has no field for that"
    yield "Redirect URI", redirect_uri
    for number, step in enumerate(preset.setup, 1):
        yield (
            "Setup" if number == 1 else "",
            f"{number}. " + step.replace("{redirect_uri}", redirect_uri),
        )
    if preset.console_url:
        yield "Console", preset.console_url
    yield "Source", preset.docs_url
    yield "Verified", _verified(preset)


def _scope_rows(preset: Preset) -> Rows:
    label = "Default scopes"
    if not preset.scopes:
        yield label, "none"
    for scope in preset.scopes:
        yield label, _scope(preset, scope)
        label = ""
    for name, scopes in preset.scope_sets.items():
        yield f"Scope set {name}", " ".join(scopes) or "none"
    others = [scope for scope in preset.scope_descriptions if scope not in preset.scopes]
    for number, scope in enumerate(others):
        yield "" if number else "Other scopes", _scope(preset, scope)
    if preset.scope_separator != " ":
        yield "Scope separator", preset.scope_separator
    if preset.scope_param != "scope":
        yield "Scope parameter", f"{preset.scope_param}, in the query of the authorization endpoint"


def _scope(preset: Preset, scope: str) -> str:
    text = scope
    if scope in preset.scope_descriptions:
        text += f": {preset.scope_descriptions[scope]}"
    if scope in preset.scope_restrictions:
        text += f" [{preset.scope_restrictions[scope]}]"
    return text


def _variable(variable: Variable) -> str:
    parts = [variable.description.rstrip(".")] if variable.description else []
    parts.append(variable.accepted())
    if variable.example is not None:
        parts.append(f"for example {variable.example}")
    if variable.default is not None:
        parts.append(f"default {variable.default}")
    else:
        parts.append("required")
    return "; ".join(parts)


def _verified(preset: Preset) -> str:
    if preset.verified_on is None:
        return "unknown"
    source = {"vendor_page": "the vendor's page", "catalogues": "other catalogues", None: "?"}
    text = f"{preset.verified_on.isoformat()}, against {source[preset.evidence]}"
    if preset.unverified:
        text += f"; not compared: {', '.join(preset.unverified)}"
    return text
