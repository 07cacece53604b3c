"""The contract of published presets: rules beyond those that `Preset` enforces.

Each rule is a function that yields what is wrong, what to change, and why.
`oauth_presets.testing.PresetContract` and `oauth-presets validate` apply the same rules, and our
own catalogue keeps them. No rule uses the network or depends on a preset's age: a package that
passes today passes next year.
"""

import keyword
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ..core.configuration import Configuration
from ..core.plan import make_plan
from ..core.preset import Preset
from ..core.preset_rules import url_templates
from ..core.url_template import parameter_name, parse
from ..errors import OAuthPresetsError

Rule = Callable[[Preset], Iterator[str]]


class Violation(NamedTuple):
    """A broken rule: its name, and what to change and why."""

    rule: str
    text: str


def violations(preset: Preset) -> tuple[Violation, ...]:
    """Return every violation of the contract."""
    return tuple(Violation(name, text) for name, rule in RULES.items() for text in rule(preset))


def notes(preset: Preset) -> tuple[str, ...]:
    """Return what the contract does not demand, but users of a preset will miss."""
    missing = []
    if preset.offline.mode == "unknown":
        missing.append(
            "offline is 'unknown', so users cannot tell how to get a refresh token; set mode to "
            "'request', 'always' or 'never'"
        )
    if preset.scopes and not preset.scope_descriptions:
        missing.append("scope_descriptions is not set, so users cannot tell what a scope grants")
    return tuple(missing)


def example(preset: Preset, offline: bool = True) -> Configuration:
    """Configure a preset with example credentials and the examples of its variables."""
    plan = make_plan(preset, "", offline=offline, variables=example_variables(preset))
    return plan.complete("example-client-id", "example-client-secret")


def example_variables(preset: Preset) -> dict[str, str]:
    """Return the example of each variable without a default."""
    return {
        name: variable.example
        for name, variable in preset.variables.items()
        if variable.default is None and variable.example is not None
    }


def check_source(preset: Preset) -> Iterator[str]:
    """The preset names the evidence for its values, and the date of the comparison."""
    if preset.verified_on is None:
        yield (
            f"verified_on is not set: compare every value with {preset.docs_url}, then record the "
            "date with verified_on=date(YYYY, MM, DD); it tells users how old the values are"
        )
    elif preset.verified_on > date.today() + timedelta(days=1):  # elsewhere it may be tomorrow
        yield f"verified_on is {preset.verified_on}, which is in the future"
    if preset.evidence is None:
        yield (
            'evidence is not set: use "vendor_page" if docs_url shows the values, "catalogues" if '
            "only other catalogues do"
        )
    for field in preset.unverified:
        if getattr(preset, field) == Preset.model_fields[field].get_default():
            yield f"unverified names {field!r}, which is not set"
        if preset.evidence == "vendor_page" and field in ("authorize_url", "token_url"):
            yield (
                f"unverified names {field!r}, but evidence='vendor_page' means that docs_url shows "
                "both endpoints"
            )


def check_setup(preset: Preset) -> Iterator[str]:
    """The setup steps say where to register the redirect URI."""
    if not any("{redirect_uri}" in step for step in preset.setup):
        yield (
            "setup has no step with {redirect_uri}: say where to register it, because providers "
            "refuse an unregistered one (RFC 6749 sections 3.1.2.2 and 3.1.2.4)"
        )
    for step in preset.setup:
        for placeholder in re.findall(r"\{(?!redirect_uri\})\w+\}", step):
            yield f"setup contains {placeholder}, but only {{redirect_uri}} is filled in"


def check_variables(preset: Preset) -> Iterator[str]:
    """Every variable can be passed as an argument, and has an example and a description."""
    for name, variable in preset.variables.items():
        if keyword.iskeyword(name):
            yield (
                f"the variable {name!r} is a Python keyword, so build_oauth({name}=...) is a "
                "syntax error"
            )
        if variable.example is None:
            yield f"the variable {name!r} has no example, which messages and tests use"
        if not variable.description.strip():
            yield f"the variable {name!r} has no description: say what it is and where to find it"


def check_endpoints(preset: Preset) -> Iterator[str]:
    """The endpoints are public and use the default port."""
    if preset.allow_loopback:
        yield (
            "allow_loopback is set, which permits http; endpoints for others need TLS (RFC 6749 "
            "sections 3.1 and 3.2)"
        )
    for field, text in url_templates(preset):
        authority = text.partition("://")[2].partition("/")[0]
        if ":" in authority:
            yield (
                f"{field} has a port, which public providers do not need; if each customer runs a "
                "server, use a variable of kind 'base_url'"
            )


def check_scopes(preset: Preset) -> Iterator[str]:
    """Scopes are listed separately and described; only offline lists those for a refresh token."""
    lists = {"scopes": preset.scopes, **{f"the set {k!r}": v for k, v in preset.scope_sets.items()}}
    described = preset.scope_descriptions
    for field, scopes in {**lists, "offline": preset.offline.scopes}.items():
        for scope in scopes:
            if "," in scope and preset.scope_separator != ",":
                yield (
                    f"{field} contains {scope!r}, which is one scope despite the comma (RFC 6749 "
                    "section 3.3); list scopes separately, and set scope_separator if the "
                    "provider joins them with commas"
                )
    for field, scopes in lists.items():
        for scope in scopes:
            if scope in preset.offline.scopes:
                yield (
                    f"{field} contains {scope!r}, which offline adds; remove it here, because "
                    "offline=False could not leave it out"
                )
            if described and scope not in described:
                yield f"{field} contains {scope!r}, which scope_descriptions does not describe"
    for scope in preset.scope_restrictions:
        if scope not in described:
            yield (
                f"scope_restrictions contains {scope!r}, which scope_descriptions does not describe"
            )


def check_parameters(preset: Preset) -> Iterator[str]:
    """No parameter of the authorization request is set twice."""
    query = preset.authorize_url.partition("?")[2]
    own = {parameter_name(pair) for pair in query.split("&")} if query else set()
    for name in preset.authorize_params:
        if name in own:
            yield (
                f"authorize_params sets {name!r}, and so does the query of authorize_url; keep one "
                "of them, because a parameter may be sent only once (RFC 6749 section 3.1)"
            )
    for name in preset.offline.params:
        if name in own or name in preset.authorize_params:
            yield (
                f"offline sets {name!r}, which is always sent; keep it in one place, because "
                "offline=False could not leave it out"
            )


def check_build(preset: Preset) -> Iterator[str]:
    """A configuration can be built, and offline adds exactly what the preset declares."""
    try:
        online, offline = example(preset, offline=False), example(preset)
        offline.connector()
    except OAuthPresetsError as error:
        yield f"it cannot be built from the examples of its variables: {error}"
        return
    added = offline.authorize_params.items() - online.authorize_params.items()
    if added != preset.offline.params.items():
        yield "offline=True does not change the query of authorize_url as offline declares"
    if [s for s in offline.scopes if s not in online.scopes] != [*preset.offline.scopes]:
        yield "offline=True does not change the scopes as offline declares"


def check_issuer(preset: Preset) -> Iterator[str]:
    """The issuer contains only variables that an endpoint contains."""
    if preset.issuer is None:
        return
    issuer, *endpoints = (
        {name for name, _ in parse(url, preset.allow_loopback).slots}
        for url in (preset.issuer, preset.authorize_url, preset.token_url)
    )
    for name in sorted(issuer.difference(*endpoints)):
        yield (
            f"issuer contains {{{name}}}, which neither endpoint does; metadata applies to its "
            "own issuer only (RFC 8414 section 3.3)"
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
"""The rules by name, in the order of the report."""
