"""Compare a preset with its provider's metadata document."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..core.configuration import Configuration
from ..core.plan import BY_SECRET
from ..core.preset import Preset
from ..util.text import quoted

_OPENID_SCOPES = {"openid", "profile", "email", "address", "phone", "offline_access"}
"""The scopes that OpenID Connect Core defines (sections 3.1.2.1, 5.4 and 11)."""


class CheckFinding(NamedTuple):
    """One result of a check."""

    field: str
    """The preset's field, or `metadata` for the document as a whole."""
    preset: str
    """The preset's value; empty if it has none."""
    provider: str
    """The provider's value, quoted and cut; empty if it has none."""
    severity: Literal["error", "note"]
    """`error` if it contradicts the preset; `note` if it is only worth knowing."""
    text: str


def error(field: str, preset: str, provider: str, text: str) -> CheckFinding:
    """Return a finding that contradicts the preset."""
    return CheckFinding(field, preset, provider, "error", f"{text}.")


def note(field: str, preset: str, provider: str, text: str) -> CheckFinding:
    """Return a finding that is only worth knowing."""
    return CheckFinding(field, preset, provider, "note", f"{text}.")


ENDPOINT_MEMBERS = {
    "authorize_url": "authorization_endpoint",
    "token_url": "token_endpoint",
    "revocation_url": "revocation_endpoint",
    "introspection_url": "introspection_endpoint",
    "userinfo_url": "userinfo_endpoint",
    "device_authorization_url": "device_authorization_endpoint",
    "registration_url": "registration_endpoint",
    "jwks_url": "jwks_uri",
}
"""Field -> member (RFC 8414 section 2, RFC 8628 section 4, OpenID Connect Discovery section 3)."""


def compare(
    config: Configuration, document: Mapping[str, Any], openid: bool
) -> Iterator[CheckFinding]:
    """Yield the differences between a preset and its provider's metadata.

    Args:
        config: the preset with its variables filled in.
        document: the members of RFC 8414 section 2, of any JSON type.
        openid: whether it comes from OpenID Connect Discovery, which defines fewer members.
    """
    yield from _endpoints(config, document)
    yield from _pkce(config.preset, document, openid)
    yield from _auth_methods(config.preset, document)
    yield from _scopes(config.preset, document)
    yield from _iss(config.issuer or "", document)


def _endpoints(config: Configuration, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    for field, member in ENDPOINT_MEMBERS.items():
        url, published = getattr(config, field), document.get(member)
        if url is None:
            if field in config.preset.absent and published is not None:
                yield error(field, "absent", quoted(published), f"{member} is advertised")
        elif published is None:
            if field in ("authorize_url", "token_url"):
                yield error(field, url, "", f"{member} is missing")
            elif field != "userinfo_url":  # what a preset calls user info may be a call of the API
                yield note(field, url, "", f"{member} is missing")
        elif published not in _spellings(config, field, url):
            yield error(field, url, quoted(published), f"{member} differs")


def _spellings(config: Configuration, field: str, url: str) -> tuple[str, ...]:
    """Return an endpoint with and without the query in the preset's URL."""
    query = config.preset.authorize_url.partition("?")[2] if field == "authorize_url" else ""
    return url, url.partition("?")[0], f"{url}?{query}"


def _pkce(preset: Preset, document: Mapping[str, Any], openid: bool) -> Iterator[CheckFinding]:
    field, member = "pkce", "code_challenge_methods_supported"
    methods, published = _strings(document, member), _quoted_member(document, member)
    if methods is None:
        yield error(field, preset.pkce, published, f"{member} is not a list of strings")
    elif "S256" in methods:
        if preset.pkce in ("ignored", "refused"):
            yield error(field, preset.pkce, published, "S256 is advertised")
        elif preset.pkce == "unknown":
            yield note(field, preset.pkce, published, "S256 is advertised; the preset could say so")
    elif preset.pkce not in ("required", "supported"):
        return
    elif published:
        yield error(field, preset.pkce, published, "S256 is not advertised")
    elif openid:
        text = f"{member} is missing; OpenID Connect Discovery does not define it"
        yield note(field, preset.pkce, "", text)
    else:
        text = f"{member} is missing, which means no PKCE (RFC 8414 section 2)"
        yield error(field, preset.pkce, "", text)


def _auth_methods(preset: Preset, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    field, member = "token_endpoint_auth_methods", "token_endpoint_auth_methods_supported"
    methods, published = _strings(document, member), _quoted_member(document, member)
    ours = " ".join(preset.token_endpoint_auth_methods)
    if methods is None:
        yield error(field, ours, published, f"{member} is not a list of strings")
    elif not published:
        if preset.token_endpoint_auth_methods not in ((), ("client_secret_basic",)):
            text = f"{member} is missing, which means client_secret_basic (RFC 8414 section 2)"
            yield note(field, ours, "", text)
    elif absent := [m for m in preset.token_endpoint_auth_methods if m not in methods]:
        yield error(field, ours, published, f"not advertised: {' '.join(absent)}")
    elif more := [m for m in BY_SECRET if m in methods and m not in ours.split()]:
        text = f"also advertised: {' '.join(more)}; the preset could say so"
        yield note(field, ours, published, text)


def _scopes(preset: Preset, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    field, member = "scopes", "scopes_supported"
    supported, published = _strings(document, member), _quoted_member(document, member)
    requested = (*preset.scopes, *preset.offline.scopes)
    if supported is None:
        yield error(field, " ".join(requested), published, f"{member} is not a list of strings")
        return
    absent = [scope for scope in requested if scope not in supported]
    if not published or not absent:
        return
    text = f"not advertised: {' '.join(absent)}; a server may omit scopes (RFC 8414 section 2)"
    # Many servers advertise only the scopes of OpenID Connect, which proves nothing about others.
    known = {*requested, *preset.scope_descriptions, *sum(preset.scope_sets.values(), ())}
    covers_others = not (known - _OPENID_SCOPES).isdisjoint(supported)
    make = error if covers_others else note
    yield make(field, " ".join(requested), published, text)


def _iss(issuer: str, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    member = "authorization_response_iss_parameter_supported"
    advertised = document.get(member, False)
    if advertised is True:
        text = "authorization responses carry iss, which a client must compare (RFC 9207)"
        yield note("issuer", issuer, "true", text)
    elif advertised is not False:
        yield error("issuer", issuer, quoted(advertised), f"{member} is neither true nor false")


def _quoted_member(document: Mapping[str, Any], member: str) -> str:
    return quoted(document[member]) if member in document else ""


def _strings(document: Mapping[str, Any], member: str) -> list[str] | None:
    """Return a list of strings, empty if the member is missing; None if it is anything else."""
    value = document.get(member, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None
