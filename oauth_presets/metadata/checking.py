"""Compare presets with what their providers publish; probe those that publish nothing.

The metadata of an issuer (RFC 8414, OpenID Connect Discovery) are compared with the preset. Where
there are none, the endpoints are probed without credentials, which is weaker evidence. A preset is
never changed, and a server never trusted: see `guarded_http`.

>>> from oauth_presets import get_preset
>>> from oauth_presets.metadata import check
>>> check(get_preset("google_drive")).verdict  # doctest: +SKIP (it asks Google)
'match'
"""

import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit

from ..core.configuration import Endpoints, endpoints
from ..core.preset import Preset
from ..core.url_template import check_url
from ..errors import ArgumentError, MetadataError
from ..safe_http.exchange import TIMEOUT, Reply, Request, Steps, arun, quoted, run
from ..util.strict_json import json_object
from .comparison import Finding, compare, error
from .probe import probe

if TYPE_CHECKING:
    import httpx

__all__ = [
    "TIMEOUT",
    "CheckResult",
    "Finding",
    "Metadata",
    "Verdict",
    "acheck",
    "afetch",
    "check",
    "fetch",
    "well_known_urls",
]

Verdict = Literal["match", "differs", "no_metadata", "unreachable"]


class CheckResult(NamedTuple):
    """What a check found out about one preset.

    `match`: the provider's metadata agree. `differs`: they, or the endpoints, contradict the
    preset. `no_metadata`: none that can be used is published; the endpoints answer as such
    endpoints do. `unreachable`: there was no answer.
    """

    preset: str
    verdict: Verdict
    evidence: Literal["metadata", "probe", "none"]
    """What the verdict rests on; a probe is weaker."""
    source: str
    """The URL of the metadata that were compared; empty where there are none."""
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing speaks against the preset.

        So it is where the metadata match, and where the preset names no issuer and its endpoints
        answer. A preset that names an issuer without usable metadata is not ok.
        """
        heard = self.verdict in ("match", "no_metadata")
        return heard and all(finding.severity == "note" for finding in self.findings)


class Metadata(NamedTuple):
    """What an issuer publishes of itself.

    `document` holds the members of RFC 8414 section 2. Its `issuer` was compared; the rest is as
    the provider wrote it, of any JSON type.
    """

    issuer: str
    url: str
    document: Mapping[str, Any]


def check(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client: "httpx.Client | None" = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> CheckResult:
    """Compare a preset with its provider.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables, such as `{"tenant": "contoso"}`.
        client: the caller's own client. How it connects, by which proxy and to which address, is
            the caller's affair then, and the next three arguments go without effect. Its headers,
            credentials and cookies are not sent, and it follows no redirect.
        allow_private: connect to addresses that are not public, such as loopback.
        use_proxy: use the proxies of the environment; they resolve the names then.
        ssl_context: whom to trust; by default the certificates of `certifi`, or those that
            SSL_CERT_FILE or SSL_CERT_DIR names.
        timeout: seconds for everything together.

    Raises:
        VariableError: a variable is missing, unknown, or its value is refused.
        ArgumentError: the timeout is no number of seconds.
    """
    return run(
        _check(preset, endpoints(preset, variables)),
        client=client,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=ssl_context,
        timeout=timeout,
    )


async def acheck(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client: "httpx.AsyncClient | None" = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> CheckResult:
    """Compare a preset with its provider; `check` documents the arguments."""
    return await arun(
        _check(preset, endpoints(preset, variables)),
        client=client,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=ssl_context,
        timeout=timeout,
    )


def fetch(
    issuer: str,
    *,
    client: "httpx.Client | None" = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> Metadata:
    """Fetch the metadata of an issuer: RFC 8414 section 3, else OpenID Connect Discovery.

    Args:
        issuer: its issuer identifier, an https URL without query and fragment.
        client: as for `check`, like the other arguments.

    Raises:
        ArgumentError: the issuer is not such a URL, or the timeout no number of seconds.
        MetadataError: there are none, they are another issuer's, or there was no answer.
    """
    found = run(
        _discover(_accepted(issuer)),
        client=client,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=ssl_context,
        timeout=timeout,
    )
    return _fetched(issuer, found)


async def afetch(
    issuer: str,
    *,
    client: "httpx.AsyncClient | None" = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> Metadata:
    """Fetch the metadata of an issuer; `fetch` documents the arguments."""
    found = await arun(
        _discover(_accepted(issuer)),
        client=client,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=ssl_context,
        timeout=timeout,
    )
    return _fetched(issuer, found)


def well_known_urls(issuer: str) -> tuple[str, str]:
    """Return where an issuer's metadata are, by RFC 8414 and by OpenID Connect Discovery.

    By RFC 8414 section 3.1 the well-known part goes between host and path, by OpenID Connect
    Discovery section 4 behind the path. A terminating `/` is dropped by both.
    """
    parts = urlsplit(issuer)
    host, path = f"{parts.scheme}://{parts.netloc}", parts.path.removesuffix("/")
    return (
        f"{host}/.well-known/oauth-authorization-server{path}",
        f"{host}{path}/.well-known/openid-configuration",
    )


# -- the logic, without I/O ------------------------------------------------------------------------


class _Discovery(NamedTuple):
    metadata: Metadata | None
    verdict: Verdict
    """What it comes to where there are no metadata."""
    findings: tuple[Finding, ...]


class _UnusableError(Exception):
    """Why a reply holds no metadata that can be used."""

    verdict: Verdict = "no_metadata"
    published = ""
    """The issuer in it, where that is what is wrong."""


class _AbsentError(_UnusableError):
    """There is nothing at that URL."""


class _UnreachableError(_UnusableError):
    verdict: Verdict = "unreachable"


class _OtherIssuerError(_UnusableError):
    verdict: Verdict = "differs"

    def __init__(self, text: str, published: object) -> None:
        super().__init__(text)
        self.published = quoted(published)


class _ManyTenantsError(_OtherIssuerError):
    """The issuer in it is a template: not a difference, as no issuer could be found there."""

    verdict: Verdict = "no_metadata"


def _accepted(issuer: str) -> str:
    try:
        check_url(issuer)
        if "?" in issuer:
            raise ValueError("has a query (RFC 8414 section 2 forbids it)")
    except ValueError as problem:
        raise ArgumentError(f"The issuer {quoted(issuer)} {problem}.") from None
    return issuer


def _fetched(issuer: str, found: _Discovery) -> Metadata:
    if found.metadata is not None:
        return found.metadata
    reasons = "; ".join(finding.text.rstrip(".") for finding in found.findings)
    raise MetadataError(
        f"No metadata of {issuer} can be used: {reasons}.", issuer=issuer, verdict=found.verdict
    )


def _check(preset: Preset, urls: Endpoints) -> Steps[CheckResult]:
    findings: tuple[Finding, ...] = ()
    if urls.issuer is not None:
        verdict, source, findings = yield from _compared(preset, urls, urls.issuer)
        if verdict == "unreachable":
            return CheckResult(preset.name, verdict, "none", source, findings)
        if verdict != "no_metadata":
            return CheckResult(preset.name, verdict, "metadata", source, findings)
    outcome, more = yield from probe(preset, urls)
    findings += more
    if outcome == "unreachable":
        return CheckResult(preset.name, outcome, "none", "", findings)
    verdict = "no_metadata" if outcome == "as_expected" else outcome
    return CheckResult(preset.name, verdict, "probe", "", findings)


def _compared(
    preset: Preset, urls: Endpoints, issuer: str
) -> Steps[tuple[Verdict, str, tuple[Finding, ...]]]:
    found = yield from _discover(issuer)
    if found.metadata is None:
        return found.verdict, "", found.findings
    _, url, document = found.metadata
    openid = url == well_known_urls(issuer)[1]
    findings = (*found.findings, *compare(preset, urls, document, openid))
    differs = any(finding.severity == "error" for finding in findings)
    return "differs" if differs else "match", url, findings


def _discover(issuer: str) -> Steps[_Discovery]:
    """Ask at one well-known URL, then at the other."""
    amiss: dict[Finding, _UnusableError] = {}
    for url in well_known_urls(issuer):
        reply = yield Request("GET", url)
        try:
            document = _document(issuer, reply)
        except _UnusableError as problem:
            field = "issuer" if problem.published else "metadata"
            # An answer that never came is mostly the host's affair, and the same for both.
            text = f"{url}: {problem}" if reply.status else str(problem)
            amiss[error(field, issuer, problem.published, text)] = problem
        else:
            # One of the two is enough, but what is amiss with the other is worth knowing.
            notes = [_as_note(f) for f, p in amiss.items() if not isinstance(p, _AbsentError)]
            return _Discovery(Metadata(issuer, url, document), "match", tuple(notes))
    verdicts = [problem.verdict for problem in amiss.values()]
    for verdict in ("differs", "unreachable"):
        if verdict in verdicts:
            return _Discovery(None, verdict, tuple(amiss))
    kinds = {type(problem) for problem in amiss.values()}
    if _ManyTenantsError in kinds and kinds <= {_ManyTenantsError, _AbsentError}:
        return _Discovery(None, "no_metadata", tuple(map(_as_note, amiss)))
    return _Discovery(None, "no_metadata", tuple(amiss))


def _as_note(finding: Finding) -> Finding:
    return finding._replace(severity="note")


def _document(issuer: str, reply: Reply) -> dict[str, Any]:
    """Read a reply as a metadata document (RFC 8414 sections 3.2 and 3.3)."""
    if not reply.status:
        raise _UnreachableError(reply.problem)
    if reply.status in (404, 410):
        raise _AbsentError(f"nothing is published there (HTTP status {reply.status})")
    if 300 <= reply.status < 400:
        raise _UnusableError(f"it redirects to {quoted(reply.location)}, which is not followed")
    if reply.status == 429 or reply.status >= 500:
        raise _UnreachableError(f"the HTTP status is {reply.status}")
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
        raise _UnusableError(f"the body is not the JSON object it should be: {problem}") from None
    published = document.get("issuer")
    if published == issuer:
        return document
    if isinstance(published, str) and "{" in published:
        raise _ManyTenantsError(
            "the issuer in it stands for many tenants, so that it cannot be compared (RFC 8414 "
            "section 3.3); check with the id of one tenant, as in --set tenant=ID",
            published,
        )
    raise _OtherIssuerError(
        "the issuer in it is another, so that it must not be used (RFC 8414 section 3.3); if the "
        "provider names tenants by id, check with that id",
        published,
    )
