"""Compare the OAuth part of an existing connector with today's presets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ..core.configuration import Configuration
from ..core.connector import ConnectorOAuth
from ..core.preset import Preset
from ..core.url_template import PROTOCOL_PARAMETERS
from ..errors import OAuthPresetsError
from ..registry.registry import PresetRegistry, default_registry

_PLACEHOLDER = re.compile(r"\\\{(\w+)\\\}")


class ConnectorDifference(NamedTuple):
    """One field in which a connector differs from its preset."""

    field: str
    stored: str | None
    today: str | None


@dataclass(frozen=True)
class Audit:
    """What a connector corresponds to.

    Args:
        preset: the nearest preset's name; None if no preset has these endpoints.
        distribution: who offers it.
        others: presets that the endpoints fit as well, such as a vendor's other products.
        variables: the values of its URL variables.
        differences: what the preset has different today; empty if nothing.
    """

    preset: str | None
    distribution: str = ""
    others: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    differences: tuple[ConnectorDifference, ...] = ()


class _Candidate(NamedTuple):
    preset: Preset
    distribution: str
    variables: dict[str, str]
    agree: int
    """How many of the two endpoints agree."""
    literal: int
    """How many of their characters are the preset's own, not those of variables."""
    scopes: int
    """How many of the connector's scopes the preset knows."""


def audit(connector: object, registry: PresetRegistry | None = None) -> Audit:
    """Say which preset an existing connector corresponds to, and what differs today.

    It compares endpoints, then scopes. The scopes themselves are the connector's choice: only how
    they are joined, and what asks for a refresh token, is compared.

    Args:
        connector: a connector as the SDK or the API returned it, or its `oauth` part.
        registry: whose presets to compare with; by default all that are installed.

    Raises:
        ArgumentError: there is no OAuth configuration in it.
    """
    stored = ConnectorOAuth.from_connector(connector)
    registry = registry or default_registry
    found = sorted(_candidates(stored, registry), key=lambda each: each[3:], reverse=True)
    if not found:
        return Audit(None)
    best = found[0]
    others = tuple(each.preset.name for each in found[1:] if each.agree == best.agree)
    return Audit(
        best.preset.name,
        best.distribution,
        others,
        best.variables,
        tuple(_differences(stored, best, registry)),
    )


def _candidates(stored: ConnectorOAuth, registry: PresetRegistry) -> Iterator[_Candidate]:
    for entry in registry.list():
        try:
            preset = registry.get(entry.name, distribution=entry.distribution)
        except OAuthPresetsError:
            continue  # one that does not load corresponds to nothing
        values: dict[str, str] = {}
        agree = literal = 0
        for template, url in (
            (preset.token_url, stored.token_url),
            (preset.authorize_url, stored.authorize_url),
        ):
            matched = _pattern(preset, template).fullmatch(url.partition("?")[0])
            found = _variables(preset, matched) if matched else {}
            if matched and {**found, **values} == {**values, **found}:
                values |= found
                agree += 1
                literal += len(url) - sum(map(len, matched.groups()))
        needed = {name for name, each in preset.variables.items() if each.default is None}
        if agree and needed <= values.keys():
            known = {*preset.scopes, *preset.scope_descriptions}
            common = len(known.intersection(_scopes(preset, stored)))
            yield _Candidate(preset, entry.distribution, values, agree, literal, common)


def _pattern(preset: Preset, template: str) -> "re.Pattern[str]":
    seen: set[str] = set()

    def group(found: "re.Match[str]") -> str:
        name = found[1]
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        variable = preset.variables[name]
        if variable.kind == "choice":
            allowed = "|".join(map(re.escape, variable.choices.values()))
        else:
            allowed = {"label": "[^./]+", "base_url": ".+"}.get(variable.kind, "[^/]+")
        return f"(?P<{name}>{allowed})"

    return re.compile(_PLACEHOLDER.sub(group, re.escape(template.partition("?")[0])))


def _variables(preset: Preset, matched: "re.Match[str]") -> dict[str, str]:
    """Return the variables as `configure` takes them."""
    said = {}
    for name, text in matched.groupdict().items():
        choices = preset.variables[name].choices
        said[name] = next((key for key, value in choices.items() if value == text), text)
    return said


def _scopes(preset: Preset, stored: ConnectorOAuth) -> list[str]:
    return (stored.scope or "").replace(preset.scope_separator, " ").split()


def _differences(
    stored: ConnectorOAuth, best: _Candidate, registry: PresetRegistry
) -> Iterator[ConnectorDifference]:
    config = _today(stored, best, registry)
    today = config.connector()
    if not _same_request(stored.authorize_url, today.authorize_url or ""):
        yield ConnectorDifference("authorize_url", stored.authorize_url, today.authorize_url)
    if stored.token_url != today.token_url:
        yield ConnectorDifference("token_url", stored.token_url, today.token_url)
    if stored.scope != today.scope:
        yield ConnectorDifference("scope", stored.scope, today.scope)


def _today(stored: ConnectorOAuth, best: _Candidate, registry: PresetRegistry) -> Configuration:
    own = dict(parse_qsl(urlsplit(stored.authorize_url).query))
    refused = PROTOCOL_PARAMETERS.union(best.preset.authorization_request.names.values())
    own = {name: value for name, value in own.items() if name not in refused}
    asked = best.preset.authorize_params.keys() | best.preset.offline.params.keys()
    arguments: dict[str, Any] = {**best.variables}
    return registry.configure(
        best.preset,
        scopes=_scopes(best.preset, stored),
        authorize_params={name: value for name, value in own.items() if name not in asked},
        **arguments,
    )


def _same_request(stored: str, today: str) -> bool:
    base, _, query = stored.partition("?")
    return (base, dict(parse_qsl(query))) == (
        today.partition("?")[0],
        dict(parse_qsl(today.partition("?")[2])),
    )
