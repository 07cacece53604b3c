"""Compare a preset with its provider's metadata document."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..core.configuration import Configuration
from ..core.preset import Preset
from ..safe_http.messages import quoted

_OPENID_SCOPES = {"openid", "profile", "email", "address", "phone", "offline_access"}
"""The scopes that OpenID Connect Core defines (sections 3.1.2.1, 5.4 and 11)."""

_BY_SECRET = ("client_secret_basic", "client_secret_post")
"""The methods for a shared secret (RFC 6749 section 2.3.1), interchangeable for a user."""


class CheckFinding(NamedTuple):
    """One thing that a check found."""

    field: str
    """The field of the preset, or `metadata` for the document as a whole."""
    preset: str
    """The preset's value; empty without one."""
    provider: str
    """The provider's value, quoted and cut; empty without one."""
    severity: Literal["error", "note"]
    """`error` if it contradicts the preset; `note` if it is merely worth knowing."""
    text: str


def error(field: str, preset: str, provider: str, text: str) -> CheckFinding:
    """Return a finding that contradicts the preset."""
    return CheckFinding(field, preset, provider, "error", f"{text}.")


def note(field: str, preset: str, provider: str, text: str) -> CheckFinding:
    """Return a finding that is merely worth knowing."""
    return CheckFinding(field, preset, provider, "note", f"{text}.")


_ENDPOINTS = {
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
        config: the preset, with its variables filled in.
        document: the members of RFC 8414 section 2, of any JSON type.
        openid: whether it comes from OpenID Connect Discovery, which defines fewer members.
    """
    preset = config.preset
    yield from _endpoints(config, document)
    yield from _pkce(preset, document, openid)
    yield from _auth_methods(preset, document)
    yield from _scopes(preset, document)
    yield from _iss(config.issuer or "", document)


def _endpoints(config: Configuration, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    for field, member in _ENDPOINTS.items():
        url, published = getattr(config, field), document.get(member)
        if url is None:
            if field in config.preset.absent and published is not None:
                yield error(field, "absent", quoted(published), f"{member} is advertised")
        elif published is None:
            if field in ("authorize_url", "token_url"):
                yield error(field, url, "", f"{member} is missing")
            elif member not in _OF_OTHER_STANDARDS:
                yield note(field, url, "", f"{member} is missing")
        elif published not in _spellings(config, field, url):
            yield error(field, url, quoted(published), f"{member} differs")


def _spellings(config: Configuration, field: str, url: str) -> tuple[str, ...]:
    """Return an endpoint with and without the query that the preset gives it."""
    own = config.preset.authorize_url.partition("?")[2] if field == "authorize_url" else ""
    return url, url.partition("?")[0], f"{url}?{own}"


_OF_OTHER_STANDARDS = {"userinfo_endpoint"}
"""Members that a preset need not find: what it calls user info may be a call of the API."""


def _pkce(preset: Preset, document: Mapping[str, Any], openid: bool) -> Iterator[CheckFinding]:
    field, member = "pkce", "code_challenge_methods_supported"
    methods, said = _strings(document, member), _said(document, member)
    if methods is None:
        yield error(field, preset.pkce, said, f"{member} is not a list of strings")
    elif "S256" in methods:
        if preset.pkce in ("ignored", "refused"):
            yield error(field, preset.pkce, said, "S256 is advertised")
        elif preset.pkce == "unknown":
            yield note(field, preset.pkce, said, "S256 is advertised; the preset could say so")
    elif preset.pkce not in ("required", "supported"):
        return
    elif said:
        yield error(field, preset.pkce, said, "S256 is not advertised")
    elif openid:
        text = f"{member} is missing; OpenID Connect Discovery does not define it"
        yield note(field, preset.pkce, "", text)
    else:
        text = f"{member} is missing, which means no PKCE (RFC 8414 section 2)"
        yield error(field, preset.pkce, "", text)


def _auth_methods(preset: Preset, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    field, member = "token_endpoint_auth_methods", "token_endpoint_auth_methods_supported"
    methods, said = _strings(document, member), _said(document, member)
    ours = " ".join(preset.token_endpoint_auth_methods)
    if methods is None:
        yield error(field, ours, said, f"{member} is not a list of strings")
    elif not said:
        if preset.token_endpoint_auth_methods not in ((), ("client_secret_basic",)):
            text = f"{member} is missing, which means client_secret_basic (RFC 8414 section 2)"
            yield note(field, ours, "", text)
    elif absent := [m for m in preset.token_endpoint_auth_methods if m not in methods]:
        yield error(field, ours, said, f"not advertised: {' '.join(absent)}")
    elif more := [m for m in _BY_SECRET if m in methods and m not in ours.split()]:
        text = f"also advertised: {' '.join(more)}; the preset could say so"
        yield note(field, ours, said, text)


def _scopes(preset: Preset, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    field, member = "scopes", "scopes_supported"
    supported, said = _strings(document, member), _said(document, member)
    asked = (*preset.scopes, *preset.offline.scopes)
    if supported is None:
        yield error(field, " ".join(asked), said, f"{member} is not a list of strings")
        return
    absent = [scope for scope in asked if scope not in supported]
    if not said or not absent:
        return
    text = f"not advertised: {' '.join(absent)}; a server may omit scopes (RFC 8414 section 2)"
    # Many advertise only the scopes of OpenID Connect, which says nothing about the others.
    known = {*asked, *preset.scope_descriptions, *sum(preset.scope_sets.values(), ())}
    covers_others = not (known - _OPENID_SCOPES).isdisjoint(supported)
    make = error if covers_others else note
    yield make(field, " ".join(asked), said, text)


def _iss(issuer: str, document: Mapping[str, Any]) -> Iterator[CheckFinding]:
    member = "authorization_response_iss_parameter_supported"
    advertised = document.get(member, False)
    if advertised is True:
        text = "authorization responses carry iss, which a client must compare (RFC 9207)"
        yield note("issuer", issuer, "true", text)
    elif advertised is not False:
        yield error("issuer", issuer, quoted(advertised), f"{member} is neither true nor false")


def _said(document: Mapping[str, Any], member: str) -> str:
    return quoted(document[member]) if member in document else ""


def _strings(document: Mapping[str, Any], member: str) -> list[str] | None:
    """Return a list of strings, empty if the member is missing; None if it is anything else."""
    value = document.get(member, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None
