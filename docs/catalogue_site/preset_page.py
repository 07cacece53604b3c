"""The values that the template of a preset's page needs."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from oauth_presets import Preset
from oauth_presets.core.description import (
    client_lines,
    endpoint_lines,
    request_lines,
    source_lines,
    variable_text,
)

from .rows import row
from .snippets import REDIRECT_URI, configured, snippets


class Scope(NamedTuple):
    """A scope, what it grants, how it is restricted, and when it is requested."""

    name: str
    grants: str
    restriction: str
    requested: str


def view(preset: Preset) -> dict[str, Any]:
    """Return the template's variables."""
    config = configured(preset)
    return {
        "preset": preset,
        "row": row(preset),
        "redirect_uri": REDIRECT_URI,
        "snippets": snippets(preset),
        "endpoints": [*endpoint_lines(preset)],
        "scopes": scopes(preset),
        "scope": config.scope,
        "variables": {name: variable_text(each) for name, each in preset.variables.items()},
        "example_url": config.authorize_url,
        "client": grouped(client_lines(preset)),
        "departures": grouped(request_lines(preset)),
        "source": grouped(line for line in source_lines(preset) if line[0] != "Console"),
    }


def scopes(preset: Preset) -> list[Scope]:
    """Return every scope in the preset, those that are requested by default first."""
    requested = dict.fromkeys(preset.scopes, "requested by default")
    requested |= dict.fromkeys(preset.offline.scopes, "requests a refresh token")
    for name, members in preset.scope_sets.items():
        for scope in members:
            requested.setdefault(scope, f"in the set {name}")
    return [
        Scope(
            scope,
            preset.scope_descriptions.get(scope, ""),
            preset.scope_restrictions.get(scope, ""),
            requested.get(scope, ""),
        )
        for scope in dict.fromkeys((*requested, *preset.scope_descriptions))
    ]


def grouped(lines: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Group labelled lines by their labels; an empty label repeats the one before."""
    groups: dict[str, list[str]] = {}
    current = ""
    for label, text in lines:
        current = label or current
        groups.setdefault(current, []).append(text)
    return [*groups.items()]
