"""Compare an existing connector's OAuth configuration with the current presets."""

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
    """The preset that matches a connector, and the differences.

    Args:
        preset: the name of the best match; None if no preset has these endpoints.
        distribution: the distribution that offers it.
        others: presets that match the endpoints equally well, such as a vendor's other products.
        variables: the values of its URL variables.
        differences: the fields that differ today; empty if none do.
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
    matches: int
    """How many of the two endpoints match."""
    literal: int
    """How many of their characters come from the preset rather than from variables."""
    scopes: int
    """How many of the connector's scopes the preset knows."""


def audit(connector: object, registry: PresetRegistry | None = None) -> Audit:
    """Find the preset that matches an existing connector, and report what differs today.

    Endpoints are compared first, then scopes. The choice of scopes is the connector's; only the
    separator, and the scopes that request a refresh token, are compared.

    Args:
        connector: a connector as the SDK or the API returned it, or its `oauth` part.
        registry: the registry to search; by default all installed presets.

    Raises:
        ArgumentError: the connector has no OAuth configuration.
    """
    stored = ConnectorOAuth.from_connector(connector)
    registry = registry or default_registry
    candidates = sorted(
        _candidates(stored, registry),
        key=lambda each: (each.matches, each.literal, each.scopes),
        reverse=True,
    )
    if not candidates:
        return Audit(None)
    best = candidates[0]
    return Audit(
        best.preset.name,
        best.distribution,
        tuple(each.preset.name for each in candidates[1:] if each.matches == best.matches),
        best.variables,
        tuple(_differences(stored, best, registry)),
    )


def _candidates(stored: ConnectorOAuth, registry: PresetRegistry) -> Iterator[_Candidate]:
    for entry in registry.list():
        try:
            preset = registry.get(entry.name, distribution=entry.distribution)
        except OAuthPresetsError:
            continue  # it does not load, so it matches nothing
        values: dict[str, str] = {}
        matches = literal = 0
        for template, url in (
            (preset.token_url, stored.token_url),
            (preset.authorize_url, stored.authorize_url),
        ):
            match = _pattern(preset, template).fullmatch(url.partition("?")[0])
            variables = _variables(preset, match) if match else {}
            if match and {**variables, **values} == {**values, **variables}:
                values |= variables
                matches += 1
                literal += len(url) - sum(map(len, match.groups()))
        needed = {name for name, each in preset.variables.items() if each.default is None}
        if matches and needed <= values.keys():
            known = {*preset.scopes, *preset.scope_descriptions}
            common = len(known.intersection(_scopes(preset, stored)))
            yield _Candidate(preset, entry.distribution, values, matches, literal, common)


def _pattern(preset: Preset, template: str) -> "re.Pattern[str]":
    seen: set[str] = set()

    def group(placeholder: "re.Match[str]") -> str:
        name = placeholder[1]
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


def _variables(preset: Preset, match: "re.Match[str]") -> dict[str, str]:
    """Return the variables in the form that `configure` accepts."""
    variables = {}
    for name, text in match.groupdict().items():
        choices = preset.variables[name].choices
        variables[name] = next((key for key, value in choices.items() if value == text), text)
    return variables


def _scopes(preset: Preset, stored: ConnectorOAuth) -> list[str]:
    return (stored.scope or "").replace(preset.scope_separator, " ").split()


def _differences(
    stored: ConnectorOAuth, best: _Candidate, registry: PresetRegistry
) -> Iterator[ConnectorDifference]:
    today = _current(stored, best, registry).connector()
    if not _same_request(stored.authorize_url, today.authorize_url or ""):
        yield ConnectorDifference("authorize_url", stored.authorize_url, today.authorize_url)
    if stored.token_url != today.token_url:
        yield ConnectorDifference("token_url", stored.token_url, today.token_url)
    if stored.scope != today.scope:
        yield ConnectorDifference("scope", stored.scope, today.scope)


def _current(stored: ConnectorOAuth, best: _Candidate, registry: PresetRegistry) -> Configuration:
    """Configure the preset with the connector's variables, scopes and own parameters."""
    preset = best.preset
    not_own = PROTOCOL_PARAMETERS.union(
        preset.authorization_request.names.values(), preset.authorize_params, preset.offline.params
    )
    query = parse_qsl(urlsplit(stored.authorize_url).query)
    variables: dict[str, Any] = {**best.variables}
    return registry.configure(
        preset,
        scopes=_scopes(preset, stored),
        authorize_params={name: value for name, value in query if name not in not_own},
        **variables,
    )


def _same_request(stored: str, today: str) -> bool:
    base, _, query = stored.partition("?")
    return (base, dict(parse_qsl(query))) == (
        today.partition("?")[0],
        dict(parse_qsl(today.partition("?")[2])),
    )
