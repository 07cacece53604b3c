"""Compare presets with what their providers publish; probe those that publish nothing.

The metadata of an issuer (RFC 8414, OpenID Connect Discovery) are compared with the preset. Where
there are none, the endpoints are probed without credentials, which is weaker evidence. A preset is
never changed.

The logic is a generator that yields requests and is sent the replies; `check` and `acheck` carry
them out. A server is not trusted: no redirect is followed, no compressed body is taken, a body is
cut off at 64 KiB, and one clock bounds everything that is asked for one preset.
"""

import contextlib
import json
import queue
import socket
import ssl
import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextvars import copy_context
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any, Literal, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx

from . import __version__
from .build import Concealed, _render, _variables
from .errors import ArgumentError, MetadataError
from .preset import Preset
from .registry import described
from .templates import check_url

T = TypeVar("T")

TIMEOUT = 5.0
"""Seconds that everything asked for one preset may take together, unless the caller says else."""

CONNECT_TIMEOUT = 3.0
"""Seconds that a connection may take, TLS included, within the above."""

MAX_BODY = 64 * 1024
"""Bytes of a body that are taken."""

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
    client: httpx.Client | None = None,
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
    return _run(steps, client, _Network(allow_private, use_proxy, ssl_context), timeout)


async def acheck(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client: httpx.AsyncClient | None = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> CheckResult:
    """Compare a preset with its provider; `check` documents the arguments."""
    steps = _check(preset, endpoints(preset, variables))
    return await _arun(steps, client, _Network(allow_private, use_proxy, ssl_context), timeout)


def fetch(
    issuer: str,
    *,
    client: httpx.Client | None = None,
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
    network = _Network(allow_private, use_proxy, ssl_context)
    return _fetched(issuer, _run(_discover(issuer), client, network, timeout))


async def afetch(
    issuer: str,
    *,
    client: httpx.AsyncClient | None = None,
    allow_private: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> Metadata:
    """Fetch the metadata of an issuer; `fetch` documents the arguments."""
    _check_issuer(issuer)
    network = _Network(allow_private, use_proxy, ssl_context)
    return _fetched(issuer, await _arun(_discover(issuer), client, network, timeout))


# -- the logic, without I/O ------------------------------------------------------------------------


class _Request(NamedTuple):
    method: Literal["GET", "POST"]
    url: str
    read: bool = True
    """Whether the body of a reply with status 200 is wanted."""


class _Reply(NamedTuple):
    status: int = 0
    """0 where there is no answer, or where it broke off."""
    content_type: str = ""
    location: str = ""
    body: bytes = b""
    problem: str = ""
    """Why there is no answer, or why its body was not taken."""


_Steps = Generator[_Request, _Reply, T]


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
        raise ArgumentError(f"The issuer {_shown(issuer)} {error}.") from None


def _fetched(issuer: str, found: Metadata | _Missing) -> Metadata:
    if isinstance(found, Metadata):
        return found
    reasons = " ".join(finding.text for finding in found.findings)
    raise MetadataError(
        f"No metadata of {issuer} can be used. {reasons}", issuer=issuer, verdict=found.verdict
    )


def _discover(issuer: str) -> _Steps[Metadata | _Missing]:
    missing: list[_Missing] = []
    for url in well_known_urls(issuer):
        found = _read_metadata(issuer, url, (yield _Request("GET", url)))
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


def _read_metadata(issuer: str, url: str, reply: _Reply) -> Metadata | _Missing:
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
        return missing(f"it redirects to {_shown(reply.location)}, which is not followed")
    if reply.status != 200:
        return missing(f"the HTTP status is {reply.status}, not 200")
    if reply.problem:
        return missing(reply.problem)
    if _media_type(reply) != "application/json":
        return missing(
            f"the content type is {_shown(reply.content_type)}, not application/json "
            "(RFC 8414 section 3.2)"
        )
    try:
        document = strict_json(reply.body)
    except ValueError as error:
        return missing(f"the body is not the JSON object it should be: {error}")
    published = document.get("issuer")
    if published == issuer:
        return Metadata(issuer, url, document)
    shown = _shown(published)
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


def strict_json(body: bytes) -> dict[str, Any]:
    """Read a JSON object in UTF-8, without the liberties that `json.loads` takes.

    Raises:
        ValueError: it is none, or holds NaN, an infinity or a key twice, or nests too deep.
    """
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"{error.msg.lower()} at character {error.pos}") from None
    except RecursionError:
        raise ValueError("it nests too deep") from None
    if not isinstance(value, dict):
        raise ValueError(f"it is a JSON {type(value).__name__}")
    return value


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which JSON does not know")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _check(preset: Preset, urls: Endpoints) -> _Steps[CheckResult]:
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
    authorization = yield _Request("GET", urls.authorize_url, read=False)
    probed = [_probe_authorization(urls.authorize_url, authorization)]
    if "token_get" in preset.needs:
        probed.append(("no_metadata", _note("token_url", urls.token_url, "", "not probed: GET")))
    else:
        token = yield _Request("POST", urls.token_url)
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
            yield _error(field, url, _shown(published) if member in document else "", text)
    yield from _compare_pkce(preset, metadata)
    yield from _compare_auth_methods(preset, document)
    yield from _compare_scopes(preset, document)
    announced = document.get("authorization_response_iss_parameter_supported", False)
    if announced is True:
        text = "the authorization response carries iss, which a client has to compare (RFC 9207)"
        yield _note("issuer", metadata.issuer, "true", text)
    elif announced is not False:
        text = "authorization_response_iss_parameter_supported is neither true nor false"
        yield _error("issuer", metadata.issuer, _shown(announced), text)


def _compare_pkce(preset: Preset, metadata: Metadata) -> Iterator[Finding]:
    member = "code_challenge_methods_supported"
    methods = _strings(metadata.document, member)
    shown = _shown(metadata.document.get(member))
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
        shown = _shown(document.get(member))
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
        yield _error(field, ours, _shown(document[member]), text)


def _compare_scopes(preset: Preset, document: Mapping[str, Any]) -> Iterator[Finding]:
    supported = _strings(document, "scopes_supported")
    asked = (*preset.scopes, *preset.offline.scopes)
    if supported is None:
        shown = _shown(document["scopes_supported"])
        yield _error("scopes", " ".join(asked), shown, "scopes_supported is no list of strings")
        return
    absent = [scope for scope in asked if scope not in supported]
    if not absent or "scopes_supported" not in document:
        return
    text = f"not announced: {' '.join(absent)}; a server may leave scopes out (RFC 8414 section 2)"
    # A list of nothing but OpenID Connect's own scopes does not speak of the provider's API.
    make = _note if _OPENID_SCOPES.issuperset(supported) else _error
    yield make("scopes", " ".join(asked), _shown(document["scopes_supported"]), text)


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


def _probe_authorization(url: str, reply: _Reply) -> _Probed:
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
        return "differs", _error(field, url, _shown(reply.location), text)
    where = "another site" if elsewhere else "a page of the same site"
    text = f"it redirects to {where}, as to a login page; not followed"
    return "no_metadata", _note(field, url, _shown(reply.location), text)


def _probe_token(preset: Preset, url: str, reply: _Reply) -> _Probed:
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
        return "differs", _error(field, url, _shown(reply.location), text)
    if reply.status >= 400:
        if _media_type(reply).endswith("json") or _media_type(reply) == _FORM:
            return "no_metadata", None
        text = f"it refuses, with {_shown(_media_type(reply))} where JSON was expected"
        return "no_metadata", _note(field, url, status, text)
    members = _members(reply)
    marks = preset.error_response
    if marks and all(_same(members.get(name), value) for name, value in marks.items()):
        return "no_metadata", None
    if "error" in members:
        text = "it refuses with status 200, which the preset's error_response does not say"
        return "no_metadata", _note(field, url, _shown(members["error"]), text)
    text = f"it does not refuse an empty POST{': ' if reply.problem else ''}{reply.problem}"
    return "differs", _error(field, url, status, text)


_FORM = "application/x-www-form-urlencoded"


def _members(reply: _Reply) -> Mapping[str, Any]:
    """Return the members of a body in JSON or form encoding; none where it is neither."""
    if reply.problem:
        return {}
    with contextlib.suppress(ValueError):
        if _media_type(reply) == _FORM:
            return dict(parse_qsl(reply.body.decode("utf-8"), keep_blank_values=True))
        return strict_json(reply.body)
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


def _media_type(reply: _Reply) -> str:
    return reply.content_type.partition(";")[0].strip().lower()


def _shown(value: object) -> str:
    """Show what a server said so that a terminal or a log takes no harm: ASCII, and short."""
    if isinstance(value, list):
        text = ascii(value[:50])  # a list from 64 KiB of JSON can be long
    else:
        text = ascii(value[:500] if isinstance(value, str) else value)
    return text if len(text) <= 200 else f"{text[:197]}..."


# -- connecting ------------------------------------------------------------------------------------

LATE = "there was no complete answer in time"

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")

# What a request can fail of: the last are a name that cannot be encoded, a proxy of an unknown
# kind, and one that needs a package which is not installed.
_FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError)


class _RefusedError(OSError):
    """An address that is not to be connected to; the message is for the user."""


class _Network(NamedTuple):
    """How to connect where the caller brings no client."""

    allow_private: bool
    use_proxy: bool
    ssl_context: ssl.SSLContext | None


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet.

    An IPv6 address that stands for an IPv4 one (mapped, 6to4, NAT64) is judged by that one.
    """
    ip: IPv4Address | IPv6Address | None = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip in _NAT64:
            ip = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip.ipv4_mapped or ip.sixtofour:
            ip = ip.ipv4_mapped or ip.sixtofour
        elif ip not in _GLOBAL_UNICAST:
            return False
    return ip is not None and ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _admitted(found: Iterable[Any], host: str, allow_private: bool) -> list[str]:
    """Return the addresses that a name resolved to, once they have been checked, all of them."""
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise _RefusedError(
                f"{host} is at {address}, which is no public address; --allow-private, or "
                "allow_private=True, permits it"
            )
    return addresses


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """Return the request, to this very address: Host, SNI and certificate are still the name's."""
    host = request.url.host
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _proxy(url: httpx.URL) -> str | None:
    """Return the proxy that the environment names for a URL."""
    if proxy_bypass(url.host):
        return None
    proxies = getproxies()
    return proxies.get(url.scheme) or proxies.get("all")


class _Transport(httpx.BaseTransport):
    """Connects to the addresses that were checked. No connection is used twice.

    A pool knows connections by address, and two names at one address are two servers.
    """

    def __init__(self, network: _Network) -> None:
        self._network = network
        self._trust = network.ssl_context or httpx.create_ssl_context()
        self._opened: list[httpx.HTTPTransport] = []

    def _open(self, proxy: str | None = None) -> httpx.HTTPTransport:
        transport = httpx.HTTPTransport(verify=self._trust, trust_env=False, proxy=proxy)
        self._opened.append(transport)
        return transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        if self._network.use_proxy and (proxy := _proxy(url)):
            return self._open(proxy).handle_request(request)
        found = socket.getaddrinfo(url.host, None, type=socket.SOCK_STREAM)
        failure: httpx.TransportError = httpx.ConnectError("the name has no address")
        for address in _admitted(found, url.host, self._network.allow_private):
            try:
                return self._open().handle_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    def close(self) -> None:
        for transport in self._opened:
            transport.close()


class _AsyncTransport(httpx.AsyncBaseTransport):
    """As `_Transport`."""

    def __init__(self, network: _Network) -> None:
        self._network = network
        self._trust = network.ssl_context or httpx.create_ssl_context()
        self._opened: list[httpx.AsyncHTTPTransport] = []

    def _open(self, proxy: str | None = None) -> httpx.AsyncHTTPTransport:
        transport = httpx.AsyncHTTPTransport(verify=self._trust, trust_env=False, proxy=proxy)
        self._opened.append(transport)
        return transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        from anyio import getaddrinfo  # httpx is built on it

        url = request.url
        if self._network.use_proxy and (proxy := _proxy(url)):
            return await self._open(proxy).handle_async_request(request)
        found = await getaddrinfo(url.host, None, type=socket.SOCK_STREAM)
        failure: httpx.TransportError = httpx.ConnectError("the name has no address")
        for address in _admitted(found, url.host, self._network.allow_private):
            try:
                return await self._open().handle_async_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        for transport in self._opened:
            await transport.aclose()


# -- carrying it out -------------------------------------------------------------------------------


def _run(steps: _Steps[T], client: httpx.Client | None, network: _Network, timeout: float) -> T:
    deadline = time.monotonic() + timeout
    with contextlib.ExitStack() as stack:
        if client is None:
            client = stack.enter_context(httpx.Client(transport=_Transport(network)))
        try:
            request = next(steps)
            while True:
                request = steps.send(_exchange(client, request, deadline))
        except StopIteration as finished:
            result: T = finished.value
            return result


async def _arun(
    steps: _Steps[T], client: httpx.AsyncClient | None, network: _Network, timeout: float
) -> T:
    deadline = time.monotonic() + timeout
    async with contextlib.AsyncExitStack() as stack:
        if client is None:
            own = httpx.AsyncClient(transport=_AsyncTransport(network))
            client = await stack.enter_async_context(own)
        try:
            request = next(steps)
            while True:
                request = steps.send(await _aexchange(client, request, deadline))
        except StopIteration as finished:
            result: T = finished.value
            return result


def _exchange(client: httpx.Client, request: _Request, deadline: float) -> _Reply:
    answered: queue.SimpleQueue[_Reply | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answered.put(_send(client, request, deadline))
        except BaseException as error:
            answered.put(error)

    # In a thread that can be left behind: httpx's timeouts bound neither a slow drip of headers nor
    # the look-up of a name. Closing our own client ends it.
    Thread(target=copy_context().run, args=(work,), daemon=True).start()
    try:
        outcome = answered.get(timeout=max(0, deadline - time.monotonic()))
    except queue.Empty:
        return _Reply(problem=LATE)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


async def _aexchange(client: httpx.AsyncClient, request: _Request, deadline: float) -> _Reply:
    from anyio import move_on_after

    with move_on_after(deadline - time.monotonic()):
        return await _asend(client, request, deadline)
    return _Reply(problem=LATE)


def _send(client: httpx.Client, request: _Request, deadline: float) -> _Reply:
    try:
        message = _message(request, deadline)
        response = client.send(message, stream=True, auth=None, follow_redirects=False)
        with contextlib.closing(response):
            reply, wanted = _head(request, response)
            body = bytearray()
            for chunk in response.iter_raw() if wanted else ():
                body += chunk
                if problem := _excess(body, deadline):
                    return problem
            return reply._replace(body=bytes(body))
    except _FAILURES as error:
        return _Reply(problem=_failure(error))


async def _asend(client: httpx.AsyncClient, request: _Request, deadline: float) -> _Reply:
    try:
        message = _message(request, deadline)
        response = await client.send(message, stream=True, auth=None, follow_redirects=False)
        async with contextlib.aclosing(response):
            reply, wanted = _head(request, response)
            body = bytearray()
            if wanted:
                async for chunk in response.aiter_raw():
                    body += chunk
                    if problem := _excess(body, deadline):
                        return problem
            return reply._replace(body=bytes(body))
    except _FAILURES as error:
        return _Reply(problem=_failure(error))


def _message(request: _Request, deadline: float) -> httpx.Request:
    """Return the request to send: of the caller's client it takes no header and no cookie."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpx.ReadTimeout(LATE)
    headers = {
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": f"oauth-presets/{__version__}",
    }
    if request.method == "POST":
        headers["Content-Type"] = _FORM
    timeouts = httpx.Timeout(left, connect=min(left, CONNECT_TIMEOUT)).as_dict()
    return httpx.Request(
        request.method, request.url, headers=headers, extensions={"timeout": timeouts}
    )


def _head(request: _Request, response: httpx.Response) -> tuple[_Reply, bool]:
    """Return what precedes the body, and whether the body is wanted."""
    headers = response.headers
    reply = _Reply(
        response.status_code, headers.get("content-type", ""), headers.get("location", "")
    )
    if not request.read or response.status_code != 200:
        return reply, False
    encoding = headers.get("content-encoding", "identity")
    if encoding.strip().lower() != "identity":
        problem = f"the body is encoded as {_shown(encoding)}, though identity was asked for"
        return reply._replace(problem=problem), False
    return reply, True


def _excess(body: bytearray, deadline: float) -> _Reply | None:
    """Return the reply that ends the reading of a body, where it has to end."""
    if len(body) > MAX_BODY:
        return _Reply(200, problem=f"the body is longer than {MAX_BODY} bytes")
    if time.monotonic() > deadline:
        return _Reply(problem=LATE)
    return None


def _failure(error: Exception) -> str:
    if isinstance(error, _RefusedError):
        return str(error)
    if isinstance(error, httpx.ConnectTimeout):
        return "there was no connection in time"
    if isinstance(error, httpx.TimeoutException):
        return LATE
    if isinstance(error, socket.gaierror):
        return f"the name does not resolve ({error.strerror})"
    return described(error)
