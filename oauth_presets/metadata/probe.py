"""Probe a preset's endpoints, for providers that publish no metadata.

Without credentials and a user, this proves only that the endpoints answer as OAuth endpoints do.
"""

import contextlib
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

from ..core.configuration import Configuration
from ..core.preset import Preset
from ..core.responses import is_failure
from ..safe_http.messages import ANY_STATUS, FORM, Reply, Request, Steps
from ..util.strict_json import json_object
from ..util.text import quoted
from .comparison import CheckFinding, error, note

ProbeVerdict = Literal["as_expected", "differs", "unreachable"]

PARKING = {
    "above.com", "afternic.com", "bodis.com", "dan.com", "hugedomains.com", "parkingcrew.net",
    "sedo.com", "sedoparking.com",
}  # fmt: skip
"""Sites that parked domains redirect to."""

TOKEN_ERRORS = {
    "invalid_client", "invalid_grant", "invalid_request", "invalid_scope", "unauthorized_client",
    "unsupported_grant_type",
}  # fmt: skip
"""The error codes of a token endpoint (RFC 6749 section 5.2)."""


def probe(config: Configuration) -> Steps[tuple[ProbeVerdict, tuple[CheckFinding, ...]]]:
    """Send each endpoint an empty request, and judge its refusal."""
    preset = config.preset
    reply = yield Request("GET", config.authorize_url, accept="text/html", read=())
    judgements = [_authorization(preset, config.authorize_url, reply)]
    as_json = preset.token_request.body == "json"
    reply = yield Request("POST", config.token_url, as_json=as_json, read=ANY_STATUS)
    judgements.append(_token(preset, config.token_url, reply))
    verdicts = [verdict for verdict, _ in judgements]
    findings = tuple(finding for _, finding in judgements if finding is not None)
    for verdict in ("differs", "unreachable"):
        if verdict in verdicts:
            return verdict, findings
    return "as_expected", findings


_Judgement = tuple[ProbeVerdict, CheckFinding | None]


def _authorization(preset: Preset, url: str, reply: Reply) -> _Judgement:
    """Judge the answer to a GET without parameters."""
    field, status = "authorize_url", f"HTTP status {reply.status}"
    if unanswered := _unanswered(field, url, reply):
        return unanswered
    if reply.status == 404 and field in preset.refuses_with_404:
        return "as_expected", note(field, url, status, _HIDDEN)
    if reply.status in (404, 405, 410):
        return "differs", error(field, url, status, "no page there accepts GET")
    if not 300 <= reply.status < 400:
        return "as_expected", None
    target = _target(url, reply.location)
    if not target.hostname:
        return "differs", error(field, url, quoted(reply.location), "it does not redirect to a URL")
    elsewhere = _site(target.hostname) != _site(urlsplit(url).hostname)
    front_page = target.path in ("", "/") and not target.query
    parked = _site(target.hostname) in PARKING
    if elsewhere and (front_page or parked or target.scheme != "https"):
        text = "it redirects to another site, like a parked or moved domain"
        return "differs", error(field, url, quoted(reply.location), text)
    where = "another site" if elsewhere else "a page of the same site"
    text = f"it redirects to {where}, probably a login page; not followed"
    return "as_expected", note(field, url, quoted(reply.location), text)


def _token(preset: Preset, url: str, reply: Reply) -> _Judgement:
    """Judge the answer to an empty request, which must be a refusal."""
    field, status = "token_url", f"HTTP status {reply.status}"
    members = _members(reply)
    code = members.get("error")
    if reply.status == 500 and isinstance(code, str):  # such as Canaille 0.3
        return "as_expected", note(field, url, quoted(code), "it fails instead of refusing")
    if unanswered := _unanswered(field, url, reply):
        return unanswered
    if 300 <= reply.status < 400:
        text = "it redirects, which a token endpoint must not"
        return "differs", error(field, url, quoted(reply.location), text)
    if reply.status >= 400 and isinstance(code, str) and code in TOKEN_ERRORS:
        return "as_expected", None
    if reply.status == 404 and field in preset.refuses_with_404:
        return "as_expected", note(field, url, status, _HIDDEN)
    if reply.status in (404, 405, 410):
        return "differs", error(field, url, status, "no endpoint there accepts this request")
    if reply.status >= 400:
        text = "it refuses with an error code that RFC 6749 section 5.2 does not define"
        return "as_expected", note(field, url, quoted(code) if code else status, text)
    response = preset.token_response
    if (response.success or response.failure) and is_failure(response, members):
        return "as_expected", None
    if "error" in members:
        text = "it refuses with status 200, which the preset's token_response does not cover"
        return "as_expected", note(field, url, quoted(code), text)
    why = f"; {reply.problem}" if reply.problem else ""
    return "differs", error(field, url, status, f"it does not refuse an empty request{why}")


_HIDDEN = "it answers a request without parameters with 404, so its existence is unproven"


def _unanswered(field: str, url: str, reply: Reply) -> _Judgement | None:
    if not reply.status:
        return "unreachable", error(field, url, "", reply.problem)
    if reply.status < 200 or reply.status == 429 or reply.status >= 500:
        status = f"HTTP status {reply.status}"
        return "unreachable", error(field, url, status, "the server is temporarily unavailable")
    return None


def _members(reply: Reply) -> Mapping[str, Any]:
    """Return the members of a JSON or form-encoded body; for any other, an empty mapping."""
    with contextlib.suppress(ValueError):
        if reply.media_type == FORM:
            return dict(parse_qsl(reply.body.decode("utf-8"), keep_blank_values=True))
        return json_object(reply.body)
    return {}


def _target(url: str, location: str) -> SplitResult:
    """Return the target of a redirect, empty if its location is malformed."""
    try:
        target = urlsplit(urljoin(url, location))
        target.hostname  # noqa: B018 (raises if malformed)
    except ValueError:
        return urlsplit("")
    return target


def _site(host: str | None) -> str:
    """Approximate the registrable domain, without a public suffix list."""
    labels = (host or "").lower().split(".")
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if second_level else -2 :])
