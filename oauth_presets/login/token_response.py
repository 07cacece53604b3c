"""Read token responses (RFC 6749 sections 5.1 and 5.2), including nonconforming ones."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, quote_plus

from ..core.connector import MASK
from ..core.preset import Preset
from ..core.responses import is_failure, token_extras, token_members
from ..registry.registry import list_presets
from ..safe_http.messages import Reply
from ..util.strict_json import json_object
from ..util.text import quoted
from .token import Token

_BOM = b"\xef\xbb\xbf"

_REASON = re.compile("err|message|msg|desc|detail|reason|title|fault|hint|code", re.IGNORECASE)
"""Matches the names that providers use for members with a reason."""


class Refusal(NamedTuple):
    """Why no code or token was issued. It contains no secret."""

    text: str
    error: str = ""
    description: str = ""


def read_token(preset: Preset, reply: Reply, secrets: Collection[str | None]) -> Token | Refusal:
    """Read the reply of a token endpoint.

    Args:
        preset: the provider's preset.
        reply: the reply.
        secrets: values to mask if the provider repeats them.
    """
    document = read_document(preset, reply, secrets, "token")
    if isinstance(document, Refusal):
        return document
    members = token_members(preset.token_response, document)
    for name in ("access_token", "token_type", "refresh_token"):
        if not isinstance(members.get(name), str | None):
            return Refusal(f"the token response is malformed: {name} is not a string")
    if not members.get("access_token"):
        return _without_token(preset, document, secrets)
    return _token(preset, reply, document, members)


def read_document(
    preset: Preset, reply: Reply, secrets: Collection[str | None], endpoint: str
) -> dict[str, Any] | Refusal:
    """Return the members of an endpoint's reply, or a refusal if it is an error or unreadable.

    Args:
        preset: as for `read_token`.
        reply: as for `read_token`.
        secrets: as for `read_token`.
        endpoint: the name of the endpoint in messages.
    """
    if not reply.status:
        return Refusal(f"the {endpoint} endpoint did not answer: {reply.problem}")
    status = f"HTTP status {reply.status}"
    if 300 <= reply.status < 400:
        return Refusal(
            f"the {endpoint} endpoint redirects to {quoted(reply.location)} ({status}), which is "
            "not followed"
        )
    if reply.problem:
        return Refusal(
            f"the {endpoint} endpoint's answer ({status}) cannot be used: {reply.problem}"
        )
    try:
        body = document(reply.body)
    except ValueError as error:
        kind = quoted(reply.content_type)
        return Refusal(
            f"the {endpoint} endpoint's answer ({status}, content type {kind}) cannot be read: "
            f"{error}"
        )
    members = {**body, **token_members(preset.token_response, body)}
    failed = is_failure(preset.token_response, body) or members.get("error")
    if not 200 <= reply.status < 300 or failed:
        code, description = _reason(members, secrets)
        reason = ": ".join(filter(None, (code, description))) or "it gives no reason"
        return Refusal(
            f"the {endpoint} endpoint refused the request ({status}): {reason}", code, description
        )
    return body


def _without_token(
    preset: Preset, document: Mapping[str, Any], secrets: Collection[str | None]
) -> Refusal:
    _, description = _reason(document, secrets)
    nested = next(
        (
            name
            for name, value in document.items()
            if isinstance(value, Mapping) and value.get("access_token")
        ),
        "",
    )
    if nested:
        reason = f"; it has {quoted(f'{nested}.access_token')}, a token of another kind"
        siblings = [e.name for e in list_presets() if e.name.startswith(f"{preset.name}_")]
        if siblings:  # such as slack_user for Slack's user tokens
            reason += f". Another preset may be for it: {' or '.join(siblings)}"
    else:
        reason = f": {description}" if description else ""
    return Refusal(
        f"the token response has no access_token (RFC 6749 section 5.1){reason}",
        description=description,
    )


def document(body: bytes) -> dict[str, Any]:
    """Return the members of a JSON object or a form.

    Raises:
        ValueError: the body is neither.
    """
    body = body.removeprefix(_BOM)
    if _is_json(body):
        try:
            return json_object(body)
        except ValueError as error:
            raise ValueError(f"it is not valid JSON: {error}") from None
    try:
        pairs = parse_qsl(
            body.decode("ascii").strip(), keep_blank_values=True, strict_parsing=True,
            errors="strict", max_num_fields=50,
        )  # fmt: skip
    except ValueError:
        pairs = []
    form: dict[str, Any] = dict(pairs)
    if len(form) < len(pairs) or not form.keys() & {"access_token", "error"}:
        raise ValueError("it is neither a JSON object nor a form with access_token or error")
    return form


def _is_json(body: bytes) -> bool:
    return body.removeprefix(_BOM).lstrip().startswith(b"{")


def _token(
    preset: Preset, reply: Reply, document: dict[str, Any], members: dict[str, Any]
) -> Token:
    """Read a document that grants a token."""
    notes = []
    if not _is_json(reply.body):
        notes.append("The token response is form-encoded, not JSON.")
    elif reply.media_type != "application/json":
        kind = quoted(reply.content_type)
        notes.append(f"The token response has the content type {kind}, not application/json.")
    if not members.get("token_type"):
        notes.append("The token response has no token_type, which RFC 6749 section 5.1 requires.")
    scopes = granted_scopes(preset, members.get("scope"))
    if members.get("scope") and scopes is None:
        notes.append("The scope in the token response cannot be read.")
    expires_in = seconds(members.get("expires_in"))
    if members.get("expires_in") not in (None, "") and expires_in is None:
        notes.append("The expires_in in the token response is not a number of seconds.")
    return Token(
        access_token=members["access_token"],
        token_type=harmless(members.get("token_type")),
        # Some providers send 0 for a token that does not expire.
        expires_in=expires_in or None,
        refresh_token=members.get("refresh_token") or None,
        scopes=scopes,
        extras=token_extras(preset.token_response, document),
        members=document,
        notes=tuple(notes),
    )


def granted_scopes(preset: Preset, value: object) -> tuple[str, ...] | None:
    """Return the scopes in a response, a string or a list; None if missing or unreadable.

    They are split at spaces, at the preset's separator and at commas (GitHub), except scopes of the
    preset that contain a comma.
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


def seconds(value: object) -> int | None:
    """Return a number of seconds, which some providers send as a string; None if invalid."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        return int(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e15:
        return int(value)
    return None


def _reason(document: Mapping[str, Any], secrets: Collection[str | None]) -> tuple[str, str]:
    """Return the code and description of an error response, from whichever members hold them."""
    error = document.get("error")
    description = document.get("error_description")
    if not isinstance(description, str) or not description:
        texts = dict.fromkeys(_texts(document))
        description = "; ".join(text for text in texts if text and text != error)
    return harmless(error, secrets), harmless(description, secrets)


def _texts(value: object, name: str = "") -> Iterator[str]:
    """Yield the strings in members named like a reason, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
    elif isinstance(value, str) and _REASON.search(name):
        yield value


def harmless(value: object, secrets: Collection[str | None] = ()) -> str:
    """Return a provider's text made safe for a terminal, cut, and with secrets masked."""
    if not isinstance(value, str):
        return ""
    for secret in filter(None, secrets):
        for form in (secret, quote_plus(secret), quote(secret, safe="")):
            value = value.replace(form, MASK)
    text = "".join(c if c.isprintable() else "?" for c in " ".join(value.split()))
    return text if len(text) <= 300 else f"{text[:297]}..."
