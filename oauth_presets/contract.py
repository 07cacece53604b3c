"""What a published preset is held to, beyond what `Preset` itself refuses.

Each rule is a function that yields what is wrong, in words that say what to change and why. The
same rules are the tests of `oauth_presets.testing.PresetContract` and the report of
`oauth-presets validate`; the catalogue of this project is held to them as well.
"""

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from .build import prepare
from .concealed import Concealed
from .errors import OAuthPresetsError, UnsupportedNeedWarning
from .models import CreateConnectorOAuth
from .preset import Preset
from .templates import parameter_name, parse

Rule = Callable[[Preset], Iterator[str]]


class Finding(NamedTuple):
    """One thing to change. `rule` is the name of a rule, `text` says what and why."""

    rule: str
    text: str


def findings(preset: Preset) -> tuple[Finding, ...]:
    """Return everything that the rules find wrong with a preset; empty where nothing is."""
    return tuple(Finding(name, text) for name, rule in RULES.items() for text in rule(preset))


def build_example(preset: Preset, offline: bool = True) -> CreateConnectorOAuth:
    """Build a configuration with the example of each variable that has no default."""
    values = {
        name: variable.example
        for name, variable in preset.variables.items()
        if variable.default is None and variable.example is not None
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnsupportedNeedWarning)
        prepared = prepare(preset, offline=offline, variables=Concealed(values))
        return prepared.complete("example-client-id", Concealed("example-client-secret"))


def check_source(preset: Preset) -> Iterator[str]:
    """The preset says how it is known to be right, and since when."""
    if preset.verified_on is None:
        yield "verified_on is not set: give the day on which the values were compared"
    elif preset.verified_on > date.today() + timedelta(days=1):  # somewhere it is tomorrow already
        yield f"verified_on is {preset.verified_on}, which is in the future"
    if preset.evidence is None:
        yield "evidence is not set: 'vendor_page' where docs_url shows the values"
    for field in preset.unverified:
        if getattr(preset, field) == Preset.model_fields[field].get_default():
            yield f"unverified names {field!r}, which is not set: there is nothing to compare"


def check_setup(preset: Preset) -> Iterator[str]:
    """Whoever uses the preset learns where the redirect URI is registered."""
    if not any("{redirect_uri}" in step for step in preset.setup):
        yield (
            "setup has no step with {redirect_uri}: say where it is registered, since a provider "
            "refuses one that is not (RFC 6749 section 3.1.2.4)"
        )
    for step in preset.setup:
        if re.search(r"\{(?!redirect_uri\})\w+\}", step):
            yield f"setup has a placeholder other than {{redirect_uri}} in {step!r}"


def check_variables(preset: Preset) -> Iterator[str]:
    """Every variable can be understood and tried out."""
    for name, variable in preset.variables.items():
        if variable.example is None:
            yield f"the variable {name!r} has no example: messages and tests need one"
        if not variable.description:
            yield f"the variable {name!r} has no description: say what it is and where to find it"


def check_hosts(preset: Preset) -> Iterator[str]:
    """The endpoints are public https endpoints (RFC 6749 sections 3.1 and 3.2 require TLS)."""
    if preset.allow_loopback:
        yield "allow_loopback is set: it is for tests, not for a preset that is published"
    for field in ("authorize_url", "token_url", "issuer"):
        url = getattr(preset, field)
        authority = (url or "").partition("://")[2].partition("/")[0]
        if ":" in authority:
            yield f"{field} has a port: a provider's endpoint is at the standard one"


def check_scopes(preset: Preset) -> Iterator[str]:
    """Scopes are separate tokens, described, and those for a refresh token are in one place."""
    lists = {"scopes": preset.scopes, **{f"the set {k!r}": v for k, v in preset.scope_sets.items()}}
    described = preset.scope_descriptions
    for field, scopes in {**lists, "offline": preset.offline.scopes}.items():
        for scope in scopes:
            if "," in scope and preset.scope_separator != ",":
                yield (
                    f"{field} has {scope!r}: with a comma it is one scope (RFC 6749 section 3.3); "
                    "write several, and set scope_separator if the provider joins them with commas"
                )
    for field, scopes in lists.items():
        for scope in scopes:
            if scope in preset.offline.scopes:
                yield f"{field} has {scope!r}, which offline adds: without it, offline=False fails"
            if described and scope not in described:
                yield f"{field} has {scope!r}, which scope_descriptions leaves out"
    for scope in preset.scope_restrictions:
        if scope not in described:
            yield f"scope_restrictions has {scope!r}, which scope_descriptions leaves out"


def check_parameters(preset: Preset) -> Iterator[str]:
    """No parameter of the authorization request is set twice (RFC 6749 section 3.1)."""
    query = preset.authorize_url.partition("?")[2]
    own = {parameter_name(pair) for pair in query.split("&")} if query else set()
    for name in preset.authorize_params:
        if name in own:
            yield f"authorize_params has {name!r}, which authorize_url's query sets already"
    for name in preset.offline.params:
        if name in own or name in preset.authorize_params:
            yield f"offline has {name!r}, which is always sent: offline=False cannot leave it out"


def check_build(preset: Preset) -> Iterator[str]:
    """A configuration can be built, and offline changes exactly what the preset declares."""
    try:
        online, offline = (build_example(preset, offline=wanted) for wanted in (False, True))
    except OAuthPresetsError as error:
        yield f"it cannot be built with the examples of its variables: {error}"
        return
    added = set(_query(offline)) - set(_query(online))
    if added != set(preset.offline.params.items()) | _moved_scopes(preset, offline, online):
        yield "offline=True changes the query of authorize_url by more or less than offline says"
    if preset.scope_param == "scope":
        separator = preset.scope_separator
        before, after = ((c.scope or "").split(separator) for c in (online, offline))
        if [scope for scope in after if scope and scope not in before] != [*preset.offline.scopes]:
            yield "offline=True changes the scopes by more or less than offline says"


def _query(oauth: CreateConnectorOAuth) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(oauth.authorize_url or "").query, keep_blank_values=True)


def _moved_scopes(
    preset: Preset, offline: CreateConnectorOAuth, online: CreateConnectorOAuth
) -> set[tuple[str, str]]:
    """Return the scope parameter, where scopes travel under a name of their own and differ."""
    if preset.scope_param == "scope" or not preset.offline.scopes:
        return set()
    return {pair for pair in _query(offline) if pair[0] == preset.scope_param} - {*_query(online)}


def check_round_trip(preset: Preset) -> Iterator[str]:
    """The preset is plain data: as JSON and back it is the same."""
    if Preset.model_validate_json(preset.model_dump_json(warnings="none")) != preset:
        yield "it is not the same after a round trip through JSON: it holds more than plain data"


def check_issuer(preset: Preset) -> Iterator[str]:
    """The issuer is what discovery would answer with, byte for byte (RFC 8414 section 3.3)."""
    if preset.issuer is None:
        return
    placeholders = {name for name, _ in parse(preset.issuer, preset.allow_loopback).slots}
    endpoints = {
        name
        for url in (preset.authorize_url, preset.token_url)
        for name, _ in parse(url, preset.allow_loopback).slots
    }
    for name in sorted(placeholders - endpoints):
        yield f"issuer has {{{name}}}, which neither endpoint has: it could not be another's issuer"


RULES: dict[str, Rule] = {
    "source": check_source,
    "setup": check_setup,
    "variables": check_variables,
    "hosts": check_hosts,
    "scopes": check_scopes,
    "parameters": check_parameters,
    "build": check_build,
    "round_trip": check_round_trip,
    "issuer": check_issuer,
}
"""The rules by name, in the order in which they are reported."""
