"""Compare presets with what their providers publish; probe those that publish nothing.

The metadata of an issuer (RFC 8414, OpenID Connect Discovery) are compared with the preset. Where
there are none, the endpoints are probed without credentials, which is weaker evidence. A preset is
never changed.

The logic is a generator that yields requests and is sent the replies; `guarded_http` carries them
out, and trusts no server.
"""

import contextlib
import ssl
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from .build import Concealed, _render, _variables
from .errors import ArgumentError, MetadataError
from .guarded_http import FORM, TIMEOUT, Reply, Request, Steps, arun, quoted, run
from .preset import Preset
from .strict_json import json_object
from .templates import check_url

if TYPE_CHECKING:
    import httpx

Verdict = Literal["match", "differs", "no_metadata", "unreachable"]


class Finding(NamedTuple):
    """One thing that a check found."""

    field: str
    """The field of the preset, or `metadata` for the document as a whole."""
    preset: str
    """What the preset says; empty where it says nothing."""
    provider: str
    """What the provider says, quoted and cut; empty where it says nothing."""
    severity: Literal["error", "note"]
    """`error` where it counts against a match; `note` where it is only worth knowing."""
    text: str


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


class Endpoints(NamedTuple):
    """The URLs of a preset, with its variables filled in."""

    authorize_url: str
    token_url: str
    issuer: str | None


class Metadata(NamedTuple):
    """What an issuer publishes of itself.

    `document` holds the members of RFC 8414 section 2; its `issuer` was compared, the rest is as
    the provider wrote it.
    """

    issuer: str
    url: str
    document: Mapping[str, Any]


def endpoints(preset: Preset, variables: Mapping[str, str] | None = None) -> Endpoints:
    """Fill in the variables of a preset's URLs.

    Raises:
        VariableError: a variable is missing, unknown, or its value is refused.
    """
    values = _variables(preset, Concealed(dict(variables or {})))
    issuer = None if preset.issuer is None else _render(preset, preset.issuer, values)
    return Endpoints(
        _render(preset, preset.authorize_url, values),
        _render(preset, preset.token_url, values),
        issuer,
    )


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
            the caller's affair then, and the next three arguments go without effect. Its
            credentials, cookies and redirects are not used.
        allow_private: connect to addresses that are not public, such as loopback.
        use_proxy: use the proxies of the environment; they resolve the names then.
        ssl_context: whom to trust; by default the certificates of `certifi`, or the file that
            SSL_CERT_FILE names.
        timeout: seconds for everything together.

    Raises:
        VariableError: a variable is missing, unknown, or its value is refused.
    """
    steps = _check(preset, endpoints(preset, variables))
    return run(
        steps,
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
    steps = _check(preset, endpoints(preset, variables))
    return await arun(
        steps,
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
        ArgumentError: the issuer is not such a URL.
        MetadataError: there are none, they are another issuer's, or there was no answer.
    """
    _check_issuer(issuer)
    found = run(
        _discover(issuer),
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
    _check_issuer(issuer)
    found = await arun(
        _discover(issuer),
        client=client,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=ssl_context,
        timeout=timeout,
    )
    return _fetched(issuer, found)


# -- the logic, without I/O ------------------------------------------------------------------------


class _Missing(NamedTuple):
    """Why there are no metadata to compare with."""

    verdict: Verdict
    findings: tuple[Finding, ...]


def well_known_urls(issuer: str) -> tuple[str, str]:
    """Return where an issuer's metadata are.

    By RFC 8414 section 3.1 the well-known part goes between host and path; by OpenID Connect
    Discovery section 4 it goes behind the path. A terminating `/` is dropped first.
    """
    parts = urlsplit(issuer)
    host, path = f"{parts.scheme}://{parts.netloc}", parts.path.removesuffix("/")
    return (
        f"{host}/.well-known/oauth-authorization-server{path}",
        f"{host}{path}/.well-known/openid-configuration",
    )


def _check_issuer(issuer: str) -> None:
    try:
        check_url(issuer)
        if "?" in issuer:
            raise ValueError("has a query (RFC 8414 section 2 forbids it)")
    except ValueError as error:
        raise ArgumentError(f"The issuer {quoted(issuer)} {error}.") from None


def _fetched(issuer: str, found: Metadata | _Missing) -> Metadata:
    if isinstance(found, Metadata):
        return found
    reasons = " ".join(finding.text for finding in found.findings)
    raise MetadataError(
        f"No metadata of {issuer} can be used. {reasons}", issuer=issuer, verdict=found.verdict
    )


def _discover(issuer: str) -> Steps[Metadata | _Missing]:
    missing: list[_Missing] = []
    for url in well_known_urls(issuer):
        found = _read_metadata(issuer, url, (yield Request("GET", url)))
        if isinstance(found, Metadata):
            return found
        missing.append(found)
    verdicts = [found.verdict for found in missing]
    verdict: Verdict = "no_metadata"
    if "differs" in verdicts:
        verdict = "differs"
    elif "unreachable" in verdicts:
        verdict = "unreachable"
    findings = dict.fromkeys(finding for found in missing for finding in found.findings)
    return _Missing(verdict, tuple(findings))


def _read_metadata(issuer: str, url: str, reply: Reply) -> Metadata | _Missing:
    """Read a reply as a metadata document (RFC 8414 sections 3.2 and 3.3)."""

    def missing(text: str, verdict: Verdict = "no_metadata", provider: str = "") -> _Missing:
        severity: Literal["error", "note"] = "note" if reply.status in (404, 410) else "error"
        field = "issuer" if verdict == "differs" or provider else "metadata"
        return _Missing(verdict, (Finding(field, issuer, provider, severity, f"{url}: {text}."),))

    if not reply.status:  # without the URL: it is mostly the host, and the same for both
        return _Missing("unreachable", (_error("metadata", issuer, "", reply.problem),))
    if reply.status in (404, 410):
        return missing(f"nothing is published there (HTTP status {reply.status})")
    if 300 <= reply.status < 400:
        return missing(f"it redirects to {quoted(reply.location)}, which is not followed")
    if reply.status != 200:
        return missing(f"the HTTP status is {reply.status}, not 200")
    if reply.problem:
        return missing(reply.problem)
    if reply.media_type != "application/json":
        return missing(
            f"the content type is {quoted(reply.content_type)}, not application/json "
            "(RFC 8414 section 3.2)"
        )
    try:
        document = json_object(reply.body)
    except ValueError as error:
        return missing(f"the body is not the JSON object it should be: {error}")
    published = document.get("issuer")
    if published == issuer:
        return Metadata(issuer, url, document)
    shown = quoted(published)
    if isinstance(published, str) and "{" in published:
        return missing(
            "the issuer in it is a template for many tenants, so that it cannot be compared "
            "(RFC 8414 section 3.3); check with the id of one tenant, as in --set tenant=ID",
            provider=shown,
        )
    return missing(
        "the issuer in it is another, so that it must not be used (RFC 8414 section 3.3); if the "
        "provider names tenants by id, check with that id",
        "differs",
        shown,
    )


def _check(preset: Preset, urls: Endpoints) -> Steps[CheckResult]:
    findings: tuple[Finding, ...] = ()
    if urls.issuer is not None:
        found = yield from _discover(urls.issuer)
        if isinstance(found, Metadata):
            findings = tuple(_compare(preset, urls, found))
            differs = any(finding.severity == "error" for finding in findings)
            verdict: Verdict = "differs" if differs else "match"
            return CheckResult(preset.name, verdict, "metadata", found.url, findings)
        findings = found.findings
        if found.verdict == "differs":
            return CheckResult(preset.name, "differs", "metadata", "", findings)
        if found.verdict == "unreachable":
            return CheckResult(preset.name, "unreachable", "none", "", findings)
    authorization = yield Request("GET", urls.authorize_url, read=())
    probed = [_probe_authorization(urls.authorize_url, authorization)]
    if "token_get" in preset.needs:
        probed.append(("no_metadata", _note("token_url", urls.token_url, "", "not probed: GET")))
    else:
        token = yield Request("POST", urls.token_url)
        probed.append(_probe_token(preset, urls.token_url, token))
    verdicts = [verdict for verdict, _ in probed]
    findings += tuple(finding for _, finding in probed if finding is not None)
    if "differs" in verdicts:
        return CheckResult(preset.name, "differs", "probe", "", findings)
    if "unreachable" in verdicts:
        return CheckResult(preset.name, "unreachable", "none", "", findings)
    return CheckResult(preset.name, "no_metadata", "probe", "", findings)


# -- comparing -------------------------------------------------------------------------------------

_OPENID_SCOPES = {"openid", "profile", "email", "address", "phone", "offline_access"}


def _compare(preset: Preset, urls: Endpoints, metadata: Metadata) -> Iterator[Finding]:
    document = metadata.document
    for field, url, member in (
        ("authorize_url", urls.authorize_url, "authorization_endpoint"),
        ("token_url", urls.token_url, "token_endpoint"),
    ):
        published = document.get(member)
        # A preset's endpoint may carry parameters of its own, which the published one leaves out.
        if published is None or published not in (url, url.partition("?")[0]):
            text = f"{member} is another" if member in document else f"{member} is not there"
            yield _error(field, url, quoted(published) if member in document else "", text)
    yield from _compare_pkce(preset, metadata)
    yield from _compare_auth_methods(preset, document)
    yield from _compare_scopes(preset, document)
    announced = document.get("authorization_response_iss_parameter_supported", False)
    if announced is True:
        text = "the authorization response carries iss, which a client has to compare (RFC 9207)"
        yield _note("issuer", metadata.issuer, "true", text)
    elif announced is not False:
        text = "authorization_response_iss_parameter_supported is neither true nor false"
        yield _error("issuer", metadata.issuer, quoted(announced), text)


def _compare_pkce(preset: Preset, metadata: Metadata) -> Iterator[Finding]:
    member = "code_challenge_methods_supported"
    methods = _strings(metadata.document, member)
    shown = quoted(metadata.document.get(member))
    if methods is None:
        yield _error("pkce", preset.pkce, shown, f"{member} is no list of strings")
    elif "S256" in methods:
        if preset.pkce == "unsupported":
            yield _error("pkce", preset.pkce, shown, "S256 is announced")
        elif preset.pkce == "unknown":
            yield _note("pkce", preset.pkce, shown, "S256 is announced; the preset could say so")
    elif preset.pkce in ("required", "supported"):
        if member in metadata.document:
            yield _error("pkce", preset.pkce, shown, "S256 is not announced")
        elif metadata.url.endswith("/openid-configuration"):
            text = f"{member} is not there; OpenID Connect Discovery does not define it"
            yield _note("pkce", preset.pkce, "", text)
        else:
            text = f"{member} is not there, which says that PKCE is not supported (RFC 8414)"
            yield _error("pkce", preset.pkce, "", text)


def _compare_auth_methods(preset: Preset, document: Mapping[str, Any]) -> Iterator[Finding]:
    field, member = "token_endpoint_auth_methods", "token_endpoint_auth_methods_supported"
    methods, ours = _strings(document, member), " ".join(preset.token_endpoint_auth_methods)
    if methods is None:
        shown = quoted(document.get(member))
        yield _error(field, ours, shown, f"{member} is no list of strings")
        return
    if member not in document:
        if preset.token_endpoint_auth_methods not in ((), ("client_secret_basic",)):
            text = f"{member} is not there, which stands for client_secret_basic (RFC 8414)"
            yield _note(field, ours, "", text)
        return
    absent = [method for method in preset.token_endpoint_auth_methods if method not in methods]
    if absent:
        text = f"not announced: {' '.join(absent)}"
        yield _error(field, ours, quoted(document[member]), text)


def _compare_scopes(preset: Preset, document: Mapping[str, Any]) -> Iterator[Finding]:
    supported = _strings(document, "scopes_supported")
    asked = (*preset.scopes, *preset.offline.scopes)
    if supported is None:
        shown = quoted(document["scopes_supported"])
        yield _error("scopes", " ".join(asked), shown, "scopes_supported is no list of strings")
        return
    absent = [scope for scope in asked if scope not in supported]
    if not absent or "scopes_supported" not in document:
        return
    text = f"not announced: {' '.join(absent)}; a server may leave scopes out (RFC 8414 section 2)"
    # A list of nothing but OpenID Connect's own scopes does not speak of the provider's API.
    make = _note if _OPENID_SCOPES.issuperset(supported) else _error
    yield make("scopes", " ".join(asked), quoted(document["scopes_supported"]), text)


def _strings(document: Mapping[str, Any], member: str) -> list[str] | None:
    """Return a list of strings, empty where the member is absent; None where it is none."""
    value = document.get(member, [])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


# -- probing ---------------------------------------------------------------------------------------

_PARKING = {
    "above.com", "afternic.com", "bodis.com", "dan.com", "hugedomains.com", "parkingcrew.net",
    "sedo.com", "sedoparking.com",
}  # fmt: skip

_Probed = tuple[Verdict, Finding | None]


def _probe_authorization(url: str, reply: Reply) -> _Probed:
    """Judge how an authorization endpoint answers a GET without parameters."""
    field = "authorize_url"
    if not reply.status:
        return "unreachable", _error(field, url, "", reply.problem)
    status = f"HTTP status {reply.status}"
    if reply.status in (404, 405, 410):
        return "differs", _error(field, url, status, "there is no page that takes a GET")
    if reply.status >= 500:
        return "unreachable", _error(field, url, status, "the server is in trouble")
    if not 300 <= reply.status < 400:
        return "no_metadata", None
    target = urlsplit(_joined(url, reply.location))
    elsewhere = _site(target.hostname or "") != _site(urlsplit(url).hostname or "")
    front_page = target.path in ("", "/") and not target.query
    parked = _site(target.hostname or "") in _PARKING
    if elsewhere and (front_page or parked or target.scheme != "https"):
        text = "it redirects to another site, as the endpoint of a parked or moved domain does"
        return "differs", _error(field, url, quoted(reply.location), text)
    where = "another site" if elsewhere else "a page of the same site"
    text = f"it redirects to {where}, as to a login page; not followed"
    return "no_metadata", _note(field, url, quoted(reply.location), text)


def _probe_token(preset: Preset, url: str, reply: Reply) -> _Probed:
    """Judge how a token endpoint answers an empty POST: it has to refuse it."""
    field = "token_url"
    if not reply.status:
        return "unreachable", _error(field, url, "", reply.problem)
    status = f"HTTP status {reply.status}"
    if reply.status >= 500:
        return "unreachable", _error(field, url, status, "the server is in trouble")
    if reply.status in (404, 405, 410) or reply.status < 200:
        return "differs", _error(field, url, status, "there is no endpoint that takes a POST")
    if 300 <= reply.status < 400:
        text = "it redirects, which a token endpoint does not"
        return "differs", _error(field, url, quoted(reply.location), text)
    if reply.status >= 400:
        if reply.media_type.endswith("json") or reply.media_type == FORM:
            return "no_metadata", None
        text = f"it refuses, with {quoted(reply.media_type)} where JSON was expected"
        return "no_metadata", _note(field, url, status, text)
    members = _members(reply)
    marks = preset.error_response
    if marks and all(_same(members.get(name), value) for name, value in marks.items()):
        return "no_metadata", None
    if "error" in members:
        text = "it refuses with status 200, which the preset's error_response does not say"
        return "no_metadata", _note(field, url, quoted(members["error"]), text)
    text = f"it does not refuse an empty POST{': ' if reply.problem else ''}{reply.problem}"
    return "differs", _error(field, url, status, text)


def _members(reply: Reply) -> Mapping[str, Any]:
    """Return the members of a body in JSON or form encoding; none where it is neither."""
    if reply.problem:
        return {}
    with contextlib.suppress(ValueError):
        if reply.media_type == FORM:
            return dict(parse_qsl(reply.body.decode("utf-8"), keep_blank_values=True))
        return json_object(reply.body)
    return {}


def _same(published: object, expected: object) -> bool:
    return type(published) is type(expected) and published == expected  # 1 is not true


def _joined(url: str, location: str) -> str:
    try:
        joined = urljoin(url, location)
        urlsplit(joined).hostname  # noqa: B018 (raises where it is malformed)
    except ValueError:
        return ""
    return joined


def _site(host: str) -> str:
    """Return the registrable domain, nearly: there is no public suffix list here."""
    labels = host.lower().split(".")
    second_level = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if second_level else -2 :])


# -- words -----------------------------------------------------------------------------------------


def _error(field: str, preset: str, provider: str, text: str) -> Finding:
    return Finding(field, preset, provider, "error", f"{text}.")


def _note(field: str, preset: str, provider: str, text: str) -> Finding:
    return Finding(field, preset, provider, "note", f"{text}.")
