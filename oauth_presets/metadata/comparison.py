"""Compare a preset with the metadata document that its provider publishes."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from ..core.configuration import Endpoints
from ..core.preset import Preset
from ..safe_http.exchange import quoted

_OPENID_SCOPES = {"openid", "profile", "email", "address", "phone", "offline_access"}
"""What OpenID Connect Core (sections 3.1.2.1, 5.4 and 11) defines itself."""

_BY_SECRET = ("client_secret_basic", "client_secret_post")
"""The methods of which a user of the preset chooses one; RFC 6749 section 2.3.1."""


class Finding(NamedTuple):
    """One thing that a check found."""

    field: str
    """The field of the preset, or `metadata` for the document as a whole."""
    preset: str
    """What the preset says; empty where it says nothing."""
    provider: str
    """What the provider says, quoted and cut; empty where it says nothing."""
    severity: Literal["error", "note"]
    """`error` where it speaks against the preset; `note` where it is only worth knowing."""
    text: str


def error(field: str, preset: str, provider: str, text: str) -> Finding:
    """Return a finding that speaks against the preset."""
    return Finding(field, preset, provider, "error", f"{text}.")


def note(field: str, preset: str, provider: str, text: str) -> Finding:
    """Return a finding that is only worth knowing."""
    return Finding(field, preset, provider, "note", f"{text}.")


def compare(
    preset: Preset, urls: Endpoints, document: Mapping[str, Any], openid: bool
) -> Iterator[Finding]:
    """Yield where a preset and its provider's metadata differ.

    Args:
        preset: the preset.
        urls: its URLs, with the variables filled in.
        document: the members of RFC 8414 section 2, as the provider wrote them.
        openid: whether they come from OpenID Connect Discovery, which knows fewer members.
    """
    for field, url, member in (
        ("authorize_url", urls.authorize_url, "authorization_endpoint"),
        ("token_url", urls.token_url, "token_endpoint"),
    ):
        published = document.get(member)
        # A preset's endpoint may carry parameters of its own, which the published one leaves out.
        if published is None:
            yield error(field, url, "", f"{member} is not there")
        elif published not in (url, url.partition("?")[0]):
            yield error(field, url, quoted(published), f"{member} is another")
    yield from _pkce(preset, document, openid)
    yield from _auth_methods(preset, document)
    yield from _scopes(preset, document)
    yield from _iss(urls.issuer or "", document)


def _pkce(preset: Preset, document: Mapping[str, Any], openid: bool) -> Iterator[Finding]:
    field, member = "pkce", "code_challenge_methods_supported"
    methods, said = _strings(document, member), _said(document, member)
    if methods is None:
        yield error(field, preset.pkce, said, f"{member} is no list of strings")
    elif "S256" in methods:
        if preset.pkce == "unsupported":
            yield error(field, preset.pkce, said, "S256 is announced")
        elif preset.pkce == "unknown":
            yield note(field, preset.pkce, said, "S256 is announced; the preset could say so")
    elif preset.pkce not in ("required", "supported"):
        return
    elif said:
        yield error(field, preset.pkce, said, "S256 is not announced")
    elif openid:
        text = f"{member} is not there; OpenID Connect Discovery does not define it"
        yield note(field, preset.pkce, "", text)
    else:
        text = f"{member} is not there, which says that there is no PKCE (RFC 8414 section 2)"
        yield error(field, preset.pkce, "", text)


def _auth_methods(preset: Preset, document: Mapping[str, Any]) -> Iterator[Finding]:
    field, member = "token_endpoint_auth_methods", "token_endpoint_auth_methods_supported"
    methods, said = _strings(document, member), _said(document, member)
    ours = " ".join(preset.token_endpoint_auth_methods)
    if methods is None:
        yield error(field, ours, said, f"{member} is no list of strings")
    elif not said:
        if preset.token_endpoint_auth_methods not in ((), ("client_secret_basic",)):
            text = f"{member} is not there, which stands for client_secret_basic (RFC 8414)"
            yield note(field, ours, "", text)
    elif absent := [m for m in preset.token_endpoint_auth_methods if m not in methods]:
        yield error(field, ours, said, f"not announced: {' '.join(absent)}")
    elif more := [m for m in _BY_SECRET if m in methods and m not in ours.split()]:
        text = f"announced, too: {' '.join(more)}; the preset could say so"
        yield note(field, ours, said, text)


def _scopes(preset: Preset, document: Mapping[str, Any]) -> Iterator[Finding]:
    field, member = "scopes", "scopes_supported"
    supported, said = _strings(document, member), _said(document, member)
    asked = (*preset.scopes, *preset.offline.scopes)
    if supported is None:
        yield error(field, " ".join(asked), said, f"{member} is no list of strings")
        return
    absent = [scope for scope in asked if scope not in supported]
    if not said or not absent:
        return
    text = f"not announced: {' '.join(absent)}; a server may leave scopes out (RFC 8414 section 2)"
    # Many announce only the scopes of OpenID Connect. That says something about the others only
    # where the list holds at least one of them.
    known = {*asked, *preset.scope_descriptions, *sum(preset.scope_sets.values(), ())}
    speaks_of_them = not (known - _OPENID_SCOPES).isdisjoint(supported)
    make = error if speaks_of_them else note
    yield make(field, " ".join(asked), said, text)


def _iss(issuer: str, document: Mapping[str, Any]) -> Iterator[Finding]:
    member = "authorization_response_iss_parameter_supported"
    announced = document.get(member, False)
    if announced is True:
        text = "the authorization response carries iss, which a client has to compare (RFC 9207)"
        yield note("issuer", issuer, "true", text)
    elif announced is not False:
        yield error("issuer", issuer, quoted(announced), f"{member} is neither true nor false")


def _said(document: Mapping[str, Any], member: str) -> str:
    return quoted(document[member]) if member in document else ""


def _strings(document: Mapping[str, Any], member: str) -> list[str] | None:
    """Return a list of strings, empty where the member is absent; None where it is none."""
    value = document.get(member, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None
