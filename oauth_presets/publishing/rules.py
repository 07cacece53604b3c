"""What a published preset is held to, beyond what `Preset` itself refuses.

Each rule is a function that yields what is wrong, in words that say what to change and why. The
same rules are the tests of `oauth_presets.testing.PresetContract` and the report of
`oauth-presets validate`; the catalogue of this project is held to them as well. No rule looks at
the network or at the age of a preset, so that a package that passes today passes next year.
"""

import keyword
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from ..core.configuration import prepare
from ..core.connector import CreateConnectorOAuth
from ..core.preset import Preset
from ..core.url_template import parameter_name, parse
from ..errors import OAuthPresetsError, PresetLoadError
from ..util.concealed import Concealed

Rule = Callable[[Preset], Iterator[str]]


class Finding(NamedTuple):
    """One thing to change. `rule` is the name of a rule, `text` says what and why."""

    rule: str
    text: str


def findings(preset: Preset) -> tuple[Finding, ...]:
    """Return everything that the rules find wrong with a preset; empty where nothing is."""
    return tuple(Finding(name, text) for name, rule in RULES.items() for text in rule(preset))


def notes(preset: Preset) -> tuple[str, ...]:
    """Return what is no fault, and what those who use a preset will miss all the same."""
    missed = []
    if preset.offline.mode == "unknown":
        missed.append(
            "offline is 'unknown': whoever needs a refresh token does not learn how one comes; the "
            "modes 'request', 'always' and 'never' say it"
        )
    if preset.scopes and not preset.scope_descriptions:
        missed.append(
            "scope_descriptions is not set: whoever chooses scopes does not learn what they grant"
        )
    return tuple(missed)


def without_advice(error: PresetLoadError) -> str:
    """Return what a load error says, without what only a user of the package can do about it."""
    return str(error).removesuffix(f" Tell its author, or uninstall {error.distribution}.")


def build_example(preset: Preset, offline: bool = True) -> CreateConnectorOAuth:
    """Build a configuration with the example of each variable that has no default."""
    values = {
        name: variable.example
        for name, variable in preset.variables.items()
        if variable.default is None and variable.example is not None
    }
    prepared = prepare(preset, offline=offline, variables=Concealed(values))
    return prepared.complete("example-client-id", Concealed("example-client-secret"))


def check_source(preset: Preset) -> Iterator[str]:
    """The preset says how it is known to be right, and since when."""
    if preset.verified_on is None:
        yield (
            f"verified_on is not set: compare every value with docs_url, {preset.docs_url}, and "
            "give the day on which you did, verified_on=date(YYYY, MM, DD), since nobody can tell "
            "otherwise how old they are"
        )
    elif preset.verified_on > date.today() + timedelta(days=1):  # somewhere it is tomorrow already
        yield f"verified_on is {preset.verified_on}, which is in the future"
    if preset.evidence is None:
        yield (
            'evidence is not set: write evidence="vendor_page" where docs_url shows the values, '
            '"catalogues" where only other catalogues do'
        )
    for field in preset.unverified:
        if getattr(preset, field) == Preset.model_fields[field].get_default():
            yield f"unverified names {field!r}, which is not set: there is nothing to compare"
        if preset.evidence == "vendor_page" and field in ("authorize_url", "token_url"):
            yield (
                f"unverified names {field!r}, while evidence is 'vendor_page': that says that "
                "docs_url shows both endpoints"
            )


def check_setup(preset: Preset) -> Iterator[str]:
    """Whoever uses the preset learns where the redirect URI is registered."""
    if not any("{redirect_uri}" in step for step in preset.setup):
        yield (
            "setup has no step with {redirect_uri}: say where it is registered, since a provider "
            "refuses one that is not (RFC 6749 sections 3.1.2.2 and 3.1.2.4)"
        )
    for step in preset.setup:
        for found in re.findall(r"\{(?!redirect_uri\})\w+\}", step):
            yield f"setup has {found}, which nothing fills in: only {{redirect_uri}} is"


def check_variables(preset: Preset) -> Iterator[str]:
    """Every variable can be given, understood and tried out."""
    for name, variable in preset.variables.items():
        if keyword.iskeyword(name):
            yield f"the variable {name!r} is a keyword of Python: build_oauth({name}=...) is none"
        if variable.example is None:
            yield f"the variable {name!r} has no example: messages and tests need one"
        if not variable.description.strip():
            yield f"the variable {name!r} has no description: say what it is and where to find it"


def check_endpoints(preset: Preset) -> Iterator[str]:
    """The endpoints are two, public, and at the standard port."""
    if preset.allow_loopback:
        yield (
            "allow_loopback is set, so that http is accepted: an endpoint for others needs TLS "
            "(RFC 6749 sections 3.1 and 3.2)"
        )
    for field in ("authorize_url", "token_url", "issuer"):
        authority = (getattr(preset, field) or "").partition("://")[2].partition("/")[0]
        if ":" in authority:
            yield (
                f"{field} has a port, which a public provider does not need; where each customer "
                "has a server of its own, use a variable of kind base_url"
            )


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
                yield (
                    f"{field} has {scope!r}, which offline adds: take it out, since offline=False "
                    "could not leave it out"
                )
            if described and scope not in described:
                yield f"{field} has {scope!r}, which scope_descriptions leaves out: say it there"
    for scope in preset.scope_restrictions:
        if scope not in described:
            yield (
                f"scope_restrictions has {scope!r}, which scope_descriptions leaves out: say there "
                "what it grants"
            )


def check_parameters(preset: Preset) -> Iterator[str]:
    """No parameter of the authorization request is set twice."""
    query = preset.authorize_url.partition("?")[2]
    own = {parameter_name(pair) for pair in query.split("&")} if query else set()
    for name in preset.authorize_params:
        if name in own:
            yield (
                f"authorize_params has {name!r}, which authorize_url's query has too: a parameter "
                "is sent once (RFC 6749 section 3.1), so keep one of them"
            )
    for name in preset.offline.params:
        if name in own or name in preset.authorize_params:
            yield (
                f"offline has {name!r}, which is always sent: keep it in one place, since "
                "offline=False could not leave it out"
            )


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


def check_issuer(preset: Preset) -> Iterator[str]:
    """The issuer depends on nothing that the endpoints do not depend on."""
    if preset.issuer is None:
        return
    placeholders = {name for name, _ in parse(preset.issuer, preset.allow_loopback).slots}
    endpoints = {
        name
        for url in (preset.authorize_url, preset.token_url)
        for name, _ in parse(url, preset.allow_loopback).slots
    }
    for name in sorted(placeholders - endpoints):
        yield (
            f"issuer has {{{name}}}, which neither endpoint has: an issuer's metadata are of that "
            "issuer alone (RFC 8414 section 3.3), so other values could not give these endpoints"
        )


RULES: dict[str, Rule] = {
    "source": check_source,
    "setup": check_setup,
    "variables": check_variables,
    "endpoints": check_endpoints,
    "scopes": check_scopes,
    "parameters": check_parameters,
    "build": check_build,
    "issuer": check_issuer,
}
"""The rules by name, in the order in which they are reported."""
