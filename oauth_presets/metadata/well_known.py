"""Find and read an issuer's metadata (RFC 8414, OpenID Connect Discovery)."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from ..core.url_template import check_url
from ..errors import ArgumentError, MetadataError
from ..safe_http.exchange import TIMEOUT, arun, run
from ..safe_http.messages import Reply, Request, Steps
from ..util.strict_json import json_object
from ..util.text import quoted
from .comparison import CheckFinding, error

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

    from ..safe_http.exchange import Network

Verdict = Literal["match", "differs", "no_metadata", "unreachable"]


class Metadata(NamedTuple):
    """The metadata that an issuer publishes about itself.

    `document` holds the members of RFC 8414 section 2. Only its `issuer` is verified; the others
    may have any JSON type.
    """

    issuer: str
    url: str
    document: Mapping[str, Any]


class Discovery(NamedTuple):
    """The metadata of an issuer, or why there is none."""

    metadata: Metadata | None
    verdict: Verdict
    findings: tuple[CheckFinding, ...]


def fetch(
    issuer: str,
    *,
    client: "httpx.Client | None" = None,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> Metadata:
    """Fetch an issuer's metadata by RFC 8414 section 3, or else OpenID Connect Discovery.

    Args:
        issuer: the issuer identifier, an https URL without query and fragment.
        client: as for `check`.
        timeout: as for `check`.
        network: as for `check`.

    Raises:
        ArgumentError: the issuer is not such a URL, or the timeout is not a positive number.
        MetadataError: no usable metadata is published, it names another issuer, or there was no
            answer.
    """
    return _metadata(issuer, run(_steps(issuer), client=client, timeout=timeout, **network))


async def afetch(
    issuer: str,
    *,
    client: "httpx.AsyncClient | None" = None,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> Metadata:
    """Fetch an issuer's metadata; `fetch` documents the arguments."""
    return _metadata(issuer, await arun(_steps(issuer), client=client, timeout=timeout, **network))


def well_known_urls(issuer: str) -> tuple[str, str]:
    """Return the URLs of an issuer's metadata by RFC 8414 and by OpenID Connect Discovery.

    RFC 8414 section 3.1 puts the well-known part between host and path, OpenID Connect Discovery
    section 4 after the path. Both drop a trailing `/`.
    """
    parts = urlsplit(issuer)
    host, path = f"{parts.scheme}://{parts.netloc}", parts.path.removesuffix("/")
    return (
        f"{host}/.well-known/oauth-authorization-server{path}",
        f"{host}{path}/.well-known/openid-configuration",
    )


def discover(issuer: str) -> Steps[Discovery]:
    """Try one well-known URL, then the other."""
    failures: dict[CheckFinding, _UnusableError] = {}
    for url in well_known_urls(issuer):
        reply = yield Request("GET", url)
        try:
            document = _document(issuer, reply)
        except _UnusableError as problem:
            field = "issuer" if problem.published else "metadata"
            # If there is no answer, the cause is usually the host, and the same for both URLs.
            text = f"{url}: {problem}" if reply.status else str(problem)
            failures[error(field, issuer, problem.published, text)] = problem
        else:
            # One of the two is enough, but a fault at the other deserves a note.
            notes = [_as_note(f) for f, p in failures.items() if p.kind != "absent"]
            return Discovery(Metadata(issuer, url, document), "match", tuple(notes))
    verdicts = [problem.verdict for problem in failures.values()]
    for verdict in ("differs", "unreachable"):
        if verdict in verdicts:
            return Discovery(None, verdict, tuple(failures))
    kinds = {problem.kind for problem in failures.values()}
    findings = map(_as_note, failures) if kinds in _HARMLESS else failures
    return Discovery(None, "no_metadata", tuple(findings))


def _steps(issuer: str) -> Steps[Discovery]:
    try:
        check_url(issuer)
        if "?" in issuer:
            raise ValueError("has a query (RFC 8414 section 2 forbids it)")
    except ValueError as problem:
        raise ArgumentError(f"The issuer {quoted(issuer)} {problem}.") from None
    return discover(issuer)


def _metadata(issuer: str, discovery: Discovery) -> Metadata:
    if discovery.metadata is not None:
        return discovery.metadata
    reasons = "; ".join(finding.text.rstrip(".") for finding in discovery.findings)
    raise MetadataError(
        f"{issuer} publishes no usable metadata: {reasons}.",
        issuer=issuer,
        verdict=discovery.verdict,
    )


def _as_note(finding: CheckFinding) -> CheckFinding:
    return finding._replace(severity="note")


# -- reading a document ----------------------------------------------------------------------------


class _UnusableError(Exception):
    """Why a reply holds no usable metadata.

    Args:
        text: the reason.
        kind: `absent` if nothing is published at the URL; `template` if the published issuer is a
            template, which contradicts no single issuer.
        verdict: the verdict if no other URL has metadata.
        published: the published issuer, quoted, if that is the problem.
    """

    def __init__(
        self,
        text: str,
        kind: Literal["absent", "template", "other"] = "other",
        verdict: Verdict = "no_metadata",
        published: str = "",
    ) -> None:
        super().__init__(text)
        self.kind, self.verdict, self.published = kind, verdict, published


_HARMLESS = ({"template"}, {"template", "absent"})
"""The kinds of failures that together are worth a note only."""


def _document(issuer: str, reply: Reply) -> dict[str, Any]:
    """Read a reply as a metadata document (RFC 8414 sections 3.2 and 3.3)."""
    if not reply.status:
        raise _UnusableError(reply.problem, verdict="unreachable")
    if reply.status in (404, 410):
        raise _UnusableError(f"nothing is published there (HTTP status {reply.status})", "absent")
    if 300 <= reply.status < 400:
        raise _UnusableError(f"it redirects to {quoted(reply.location)}, which is not followed")
    if reply.status == 429 or reply.status >= 500:
        raise _UnusableError(f"the HTTP status is {reply.status}", verdict="unreachable")
    if reply.status != 200:
        raise _UnusableError(f"the HTTP status is {reply.status}, not 200")
    if reply.problem:
        raise _UnusableError(reply.problem)
    if reply.media_type != "application/json":
        raise _UnusableError(
            f"the content type is {quoted(reply.content_type)}, not application/json "
            "(RFC 8414 section 3.2)"
        )
    try:
        document = json_object(reply.body)
    except ValueError as problem:
        raise _UnusableError(f"the body cannot be used: {problem}") from None
    published = document.get("issuer")
    if published == issuer:
        return document
    if isinstance(published, str) and "{" in published:
        raise _UnusableError(
            "its issuer is a template for many tenants and cannot be compared (RFC 8414 section "
            "3.3); check with the id of one tenant, as in --set tenant=ID",
            "template",
            published=quoted(published),
        )
    raise _UnusableError(
        "its issuer differs, so it must not be used (RFC 8414 section 3.3); if the provider names "
        "tenants by id, check with that id",
        verdict="differs",
        published=quoted(published),
    )
