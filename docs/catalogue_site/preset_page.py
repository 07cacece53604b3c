"""What the page of one preset shows, for its template."""

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
    """A scope with what it grants, how it is restricted, and when it is asked for."""

    name: str
    grants: str
    restriction: str
    asked: str


def view(preset: Preset) -> dict[str, Any]:
    """Return what the template needs."""
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
    """Return every scope that the preset knows, those that are asked for first."""
    asked = dict.fromkeys(preset.scopes, "asked for by default")
    asked |= dict.fromkeys(preset.offline.scopes, "asks for a refresh token")
    for name, tokens in preset.scope_sets.items():
        for token in tokens:
            asked.setdefault(token, f"in the set {name}")
    return [
        Scope(
            token,
            preset.scope_descriptions.get(token, ""),
            preset.scope_restrictions.get(token, ""),
            asked.get(token, ""),
        )
        for token in dict.fromkeys((*asked, *preset.scope_descriptions))
    ]


def grouped(lines: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Return labelled lines with the lines of a label together; no label continues the last."""
    found: dict[str, list[str]] = {}
    label = ""
    for its_label, text in lines:
        label = its_label or label
        found.setdefault(label, []).append(text)
    return [*found.items()]
