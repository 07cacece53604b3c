"""Reading what a token endpoint answers (RFC 6749 sections 5.1 and 5.2).

What holds a token or a secret returns what is wrong instead of raising it, so that no traceback of
ours shows one, not even with its local variables.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from ..core.connector import MASK
from ..core.preset import Preset
from ..safe_http.exchange import Reply, quoted
from ..util.concealed import Concealed
from ..util.strict_json import json_object
from ._oauthlib import OAuth2Error, WebApplicationClient


@dataclass(frozen=True, slots=True)
class Token:
    """What a token endpoint gave (RFC 6749 section 5.1). Neither repr nor str shows a token.

    Args:
        access_token: the access token.
        token_type: mostly `Bearer`; empty where the provider left it out.
        expires_in: lifetime of the access token in seconds; None where it is not said.
        refresh_token: the refresh token; None where there is none. After a refresh without a new
            one, it is the old one, which stays valid (section 6).
        scopes: what was granted; None where the provider does not say, which stands for what was
            asked.
        members: everything in the response, such as an `id_token`; nothing of it was verified.
        notes: where the response departs from the standard.
    """

    access_token: str = field(repr=False)
    token_type: str
    expires_in: int | None
    refresh_token: str | None = field(repr=False)
    scopes: tuple[str, ...] | None
    members: Mapping[str, Any] = field(repr=False)
    notes: tuple[str, ...] = ()


class Refusal(NamedTuple):
    """Why there is no code, or no token: without a secret in it."""

    text: str
    error: str = ""
    description: str = ""


def read_token(
    preset: Preset, reply: Reply, secrets: Concealed[tuple[str | None, ...]]
) -> Token | Refusal:
    """Read what a token endpoint answered (RFC 6749 sections 5.1 and 5.2)."""
    if not reply.status:
        return Refusal(f"the token endpoint did not answer: {reply.problem}")
    status = f"HTTP status {reply.status}"
    if 300 <= reply.status < 400:
        return Refusal(
            f"the token endpoint redirects to {quoted(reply.location)} ({status}), which is not "
            "followed"
        )
    if reply.problem:
        return Refusal(f"the token endpoint's answer ({status}) cannot be used: {reply.problem}")
    try:
        document = json_object(reply.body)
    except ValueError as error:
        kind = quoted(reply.content_type)
        return Refusal(
            f"the token endpoint's answer ({status}, content type {kind}) is not the JSON object "
            f"that it should be: {error}"
        )
    marks = preset.error_response
    marked = bool(marks) and all(
        type(document.get(name)) is type(value) and document[name] == value
        for name, value in marks.items()
    )
    if reply.status != 200 or marked or document.get("error"):
        code = harmless(document.get("error"), secrets)
        description = harmless(document.get("error_description"), secrets)
        said = ": ".join(part for part in (code, description) if part) or "it does not say why"
        return Refusal(f"the token endpoint refuses ({status}): {said}", code, description)
    return _granted(preset, reply, document)


def _granted(preset: Preset, reply: Reply, document: dict[str, Any]) -> Token | Refusal:
    """Read a document that is no error."""
    for member in ("access_token", "token_type", "refresh_token"):
        if not isinstance(document.get(member), str | None):
            return Refusal(f"the token response is malformed: {member} is no string")
    # oauthlib stops at a scope that differs from what was asked, and at a lifetime that is no
    # number; here the one is what is to be reported, and the other does no harm.
    plain = {k: v for k, v in document.items() if k not in ("error", "expires_in", "scope")}
    try:
        parsed = WebApplicationClient("").parse_request_body_response(json.dumps(plain))
    except OAuth2Error:
        parsed = None
    if not parsed or not parsed["access_token"]:
        return Refusal("the token response has no access_token (RFC 6749 section 5.1)")
    notes = []
    if reply.media_type != "application/json":
        kind = quoted(reply.content_type)
        notes.append(f"The token response has the content type {kind}, not application/json.")
    if not parsed.get("token_type"):
        notes.append("The token response has no token_type, which RFC 6749 section 5.1 requires.")
    scopes = _scopes(document.get("scope"), preset.scope_separator)
    if document.get("scope") and scopes is None:
        notes.append("The scope in the token response cannot be read.")
    expires_in = _seconds(document.get("expires_in"))
    if document.get("expires_in") is not None and expires_in is None:
        notes.append("The expires_in in the token response is no number of seconds.")
    return Token(
        access_token=parsed["access_token"],
        token_type=harmless(parsed.get("token_type")),
        expires_in=expires_in,
        refresh_token=parsed.get("refresh_token") or None,
        scopes=scopes,
        members=document,
        notes=tuple(notes),
    )


def _scopes(value: object, separator: str) -> tuple[str, ...] | None:
    """Return the scopes in a response: joined by spaces, as providers join them, or as a list."""
    if isinstance(value, str):
        value = value.replace(separator, " ").split()
    if not isinstance(value, list) or not all(isinstance(scope, str) for scope in value):
        return None
    return tuple(dict.fromkeys(harmless(scope) for scope in value)) or None


def _seconds(value: object) -> int | None:
    """Return a lifetime, which some providers write as a string."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e15:
        return int(value)
    return None


def harmless(value: object, secrets: Concealed[tuple[str | None, ...]] | None = None) -> str:
    """Return what a provider said so that a terminal takes no harm, cut, without our secrets.

    Some wrap the text into an object, as `message`. What is no text is left out.
    """
    if isinstance(value, Mapping):
        value = value.get("message")
    if not isinstance(value, str):
        return ""
    for secret in filter(None, secrets.value if secrets else ()):
        for form in (secret, quote_plus(secret)):
            value = value.replace(form, MASK)
    text = "".join(c if c.isprintable() else "?" for c in " ".join(value.split()))
    return text if len(text) <= 300 else f"{text[:297]}..."
