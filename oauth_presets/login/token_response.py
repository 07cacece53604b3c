"""Read the answers of token endpoints (RFC 6749 sections 5.1 and 5.2), textbook or not."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, quote_plus

from ..core.connector import MASK
from ..core.preset import Preset
from ..core.responses import is_failure
from ..safe_http.messages import Reply, quoted
from ..util.strict_json import json_object

_BOM = b"\xef\xbb\xbf"

_REASON = re.compile("err|message|msg|desc|detail|reason|title|fault|hint|code", re.IGNORECASE)
"""What providers call the member that holds their reason."""


@dataclass(frozen=True, slots=True)
class Token:
    """An access token and what came with it (RFC 6749 section 5.1). Its repr shows no secret.

    Args:
        access_token: the access token.
        token_type: usually `Bearer`; empty if the provider left it out.
        expires_in: lifetime of the access token in seconds; None if unknown or unlimited.
        refresh_token: the refresh token, or None. After a refresh that brought no new one, it is
            the old one, which stays valid (section 6).
        scopes: the granted scopes; None if the provider does not say, which means those requested.
        members: the whole response, such as an `id_token`; nothing in it was verified.
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
    """Why there is no code or no token. It holds no secret."""

    text: str
    error: str = ""
    description: str = ""


def read_token(preset: Preset, reply: Reply, secrets: Collection[str | None]) -> Token | Refusal:
    """Read the answer of a token endpoint.

    Args:
        preset: whose endpoint it is.
        reply: the answer.
        secrets: what to mask if the provider repeats it.
    """
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
        document, form = _document(reply.body)
    except ValueError as error:
        kind = quoted(reply.content_type)
        return Refusal(
            f"the token endpoint's answer ({status}, content type {kind}) cannot be read: {error}"
        )
    marked = is_failure(preset.token_response, document)
    if not 200 <= reply.status < 300 or marked or document.get("error"):
        code, description = _reason(document, secrets)
        reason = ": ".join(filter(None, (code, description))) or "it does not say why"
        return Refusal(f"the token endpoint refuses ({status}): {reason}", code, description)
    for member in ("access_token", "token_type", "refresh_token"):
        if not isinstance(document.get(member), str | None):
            return Refusal(f"the token response is malformed: {member} is not a string")
    if not document.get("access_token"):
        _, description = _reason(document, secrets)
        reason = f"; it says {description}" if description else ""
        return Refusal(
            f"the token response has no access_token (RFC 6749 section 5.1){reason}",
            description=description,
        )
    return _token(preset, reply, document, form)


def _document(body: bytes) -> tuple[dict[str, Any], bool]:
    """Return the members of a body, and whether it is a form instead of JSON."""
    body = body.removeprefix(_BOM).lstrip(b" \t\r\n")
    if body.startswith(b"{"):
        try:
            return json_object(body), False
        except ValueError as error:
            raise ValueError(f"it is not valid JSON: {error}") from None
    try:
        pairs = parse_qsl(
            body.decode("ascii").strip(), keep_blank_values=True, strict_parsing=True,
            errors="strict", max_num_fields=50,
        )  # fmt: skip
    except ValueError:
        pairs = []
    document: dict[str, Any] = dict(pairs)
    if len(document) < len(pairs) or not document.keys() & {"access_token", "error"}:
        raise ValueError("it is neither a JSON object nor a form with access_token or error")
    return document, True


def _token(preset: Preset, reply: Reply, document: dict[str, Any], form: bool) -> Token:
    """Read a document that grants a token."""
    notes = []
    if form:
        notes.append("The token response is form-encoded, not JSON.")
    elif reply.media_type != "application/json":
        kind = quoted(reply.content_type)
        notes.append(f"The token response has the content type {kind}, not application/json.")
    if not document.get("token_type"):
        notes.append("The token response has no token_type, which RFC 6749 section 5.1 requires.")
    scopes = granted_scopes(preset, document.get("scope"))
    if document.get("scope") and scopes is None:
        notes.append("The scope in the token response cannot be read.")
    expires_in = _seconds(document.get("expires_in"))
    if document.get("expires_in") not in (None, "") and expires_in is None:
        notes.append("The expires_in in the token response is not a number of seconds.")
    return Token(
        access_token=document["access_token"],
        token_type=harmless(document.get("token_type")),
        # Some write 0 for a token that does not expire.
        expires_in=expires_in or None,
        refresh_token=document.get("refresh_token") or None,
        scopes=scopes,
        members=document,
        notes=tuple(notes),
    )


def granted_scopes(preset: Preset, value: object) -> tuple[str, ...] | None:
    """Return the scopes in a response, a string or a list; None if there are none, or unreadable.

    They are split at spaces, at the preset's separator, and at commas (GitHub) unless the preset
    knows a scope with a comma in it.
    """
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        return None
    known = {*preset.scopes, *preset.scope_descriptions, *preset.offline.scopes}
    known = known.union(*preset.scope_sets.values())
    scopes: list[str] = []
    for scope in " ".join(items).replace(preset.scope_separator, " ").split():
        scopes += [scope] if scope in known else scope.split(",")
    return tuple(dict.fromkeys(harmless(scope) for scope in scopes if scope)) or None


def _seconds(value: object) -> int | None:
    """Return a lifetime, which some providers write as a string."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e15:
        return int(value)
    return None


def _reason(document: Mapping[str, Any], secrets: Collection[str | None]) -> tuple[str, str]:
    """Return the error code and the description in an error response, whichever member has them."""
    error = document.get("error")
    error = error if isinstance(error, str) else ""
    description = document.get("error_description")
    if not isinstance(description, str) or not description:
        texts = dict.fromkeys(_texts(document))
        description = "; ".join(text for text in texts if text and text != error)
    return harmless(error, secrets), harmless(description, secrets)


def _texts(value: object, name: str = "") -> Iterator[str]:
    """Yield the strings under the names that providers give to reasons, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and _REASON.search(name):
        yield value


def harmless(value: object, secrets: Collection[str | None] = ()) -> str:
    """Return a provider's text safe for a terminal, cut, and with our secrets masked."""
    if not isinstance(value, str):
        return ""
    for secret in filter(None, secrets):
        for form in (secret, quote_plus(secret), quote(secret, safe="")):
            value = value.replace(form, MASK)
    text = "".join(c if c.isprintable() else "?" for c in " ".join(value.split()))
    return text if len(text) <= 300 else f"{text[:297]}..."
