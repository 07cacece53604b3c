"""The guards of HTTP: addresses, TLS, proxies, the caller's own client, secrets, the deadline."""

import asyncio
import datetime
import gc
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
import trustme
from support.fault_server import FaultServer

from oauth_presets import ArgumentError
from oauth_presets.safe_http.exchange import arun, run
from oauth_presets.safe_http.messages import ANY_STATUS, Reply, Request, Steps
from oauth_presets.safe_http.transport import ConnectionPolicy, is_public

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
SHORT = 0.2

Run = Callable[..., Reply]
Resolver = Callable[..., list[Any]]


def one(*arguments: Any, **options: Any) -> Steps[Reply]:
    return (yield Request(*arguments, **options))


@pytest.fixture(params=["sync", "async"])
def asking(request: pytest.FixtureRequest) -> Run:
    """Ask for one URL, in both ways."""

    def asked(url: str, method: str = "GET", **options: Any) -> Reply:
        steps = one(method, url, read=ANY_STATUS)
        options = {"ssl_context": NOBODY, "timeout": 30, **options}
        if request.param == "sync":
            return run(steps, **options)
        return asyncio.run(arun(steps, **options))

    return asked


@pytest.fixture(scope="module")
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """What names resolve to, in place of DNS: a look-up uses up one address, or keeps the last."""
    known: dict[str, list[str]] = {}
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, port: Any, *arguments: Any, **options: Any) -> list[Any]:
        name = host.decode() if isinstance(host, bytes) else host
        if name[-1].isdigit() or ":" in name:
            return real(host, port, *arguments, **options)
        if not known.get(name):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        found = known[name].pop(0) if len(known[name]) > 1 else known[name][0]
        return [entry for one in found.split() for entry in real(one, port, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


# -- addresses -------------------------------------------------------------------------------------

PUBLIC = ["8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "2606:4700:4700::1111"]
NOT_PUBLIC = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:a00:1::", "2001:db8::1", "2001::1", "fc00::1", "fd00::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", [*PUBLIC, "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_recognised(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_private_addresses_are_recognised(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [*NOT_PUBLIC[:3], "8.8.8.8 127.0.0.1", "8.8.8.8 ::1"])
def test_private_address_is_refused(asking: Run, names: dict[str, list[str]], address: str) -> None:
    """All of them are looked at, before any is connected to."""
    names["issuer.example"] = [address]
    with FaultServer(host="::1" if "::1" in address else "127.0.0.1") as server:
        reply = asking(f"https://issuer.example:{server.port}/")
        assert server.connections == 0
    assert reply.status == 0
    assert "not a public address" in reply.problem
    assert "--allow-private" in reply.problem


def test_connection_goes_to_the_checked_address(
    asking: Run, names: dict[str, list[str]], trust: ssl.SSLContext, tls: ssl.SSLContext
) -> None:
    """A name that resolves to another address a moment later leads nowhere else."""
    first = FaultServer(tls, host="127.0.0.2")
    with first, FaultServer(tls, host="127.0.0.1", port=first.port) as second:
        names["issuer.example"] = ["127.0.0.2", "127.0.0.1"]
        url = f"https://issuer.example:{first.port}/sound/token"
        reply = asking(url, "POST", allow_private=True, ssl_context=trust)
        assert reply.status == 400, reply
        assert (first.connections, second.connections) == (1, 0)


def test_next_address_is_tried_if_one_does_not_answer(
    asking: Run, names: dict[str, list[str]], trust: ssl.SSLContext, tls: ssl.SSLContext
) -> None:
    names["issuer.example"] = ["127.0.0.3 127.0.0.2 ::1 127.0.0.1"]
    with FaultServer(tls) as server:
        url = f"https://issuer.example:{server.port}/sound/token"
        assert asking(url, allow_private=True, ssl_context=trust).status == 400


def test_address_families_alternate() -> None:
    """So that one which leads nowhere does not use up the time (RFC 8305 section 4)."""
    found = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "192.0.2.1", "192.0.2.1"]
    network = ConnectionPolicy(
        allow_private=True, allow_loopback=False, use_proxy=False, ssl_context=None
    )
    assert network.checked([(0, 0, 0, "", (one, 0)) for one in found], "issuer.example") == [
        "2001:db8::1", "192.0.2.1", "2001:db8::2", "2001:db8::3"
    ]  # fmt: skip
    assert network.checked([], "issuer.example") == []


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_loopback_can_be_allowed_alone(asking: Run, names: dict[str, list[str]], host: str) -> None:
    with FaultServer(host=host) as server:
        assert asking(f"{server.url}/x/token").status == 0
        assert asking(f"{server.url}/x/token", allow_loopback=True).status == 400
        assert asking(f"{server.url}/x/token", allow_private=True).status == 400
        names["issuer.example"] = [host]
        reply = asking(f"https://issuer.example:{server.port}/x/token", allow_loopback=True)
        assert "not a public address" in reply.problem
        assert server.connections == 2


@pytest.mark.parametrize(
    "url",
    [
        "http://issuer.example/",
        "http://localhost/",
        "http://127.0.0.2/",
        "http://127.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
    ],
)
def test_plain_http_is_refused_except_on_loopback(
    asking: Run, names: dict[str, list[str]], url: str
) -> None:
    names["issuer.example"] = names["localhost"] = names["127.1"] = ["127.0.0.1"]
    reply = asking(url, allow_private=True, allow_loopback=True)
    assert (reply.status, "https is required" in reply.problem) == (0, True)


def test_unresolvable_name_is_a_problem(asking: Run, names: dict[str, list[str]]) -> None:
    assert "does not resolve" in asking("https://issuer.example/").problem


# -- TLS -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trust(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


def certified(authority: trustme.CA, *names: str, **options: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **options).configure_cert(context)
    return context


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    return certified(authority, "issuer.example")


def test_host_sni_and_certificate_use_the_name(
    asking: Run, names: dict[str, list[str]], trust: ssl.SSLContext, tls: ssl.SSLContext
) -> None:
    names["issuer.example"] = ["127.0.0.1"]
    with FaultServer(tls) as server:
        url = f"https://issuer.example:{server.port}/sound/authorize"
        reply = asking(url, allow_private=True, ssl_context=trust)
    assert (reply.status, reply.body) == (200, b"<html>")
    (seen,) = server.seen
    assert (seen.sni, seen.headers["host"]) == ("issuer.example", f"issuer.example:{server.port}")


def _another_name(authority: trustme.CA) -> ssl.SSLContext:
    return certified(authority, "elsewhere.example", "127.0.0.1")


def _unknown_authority(_: trustme.CA) -> ssl.SSLContext:
    return certified(trustme.CA(), "issuer.example")


def _expired(authority: trustme.CA) -> ssl.SSLContext:
    day = datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)
    return certified(authority, "issuer.example", not_after=day)


@pytest.mark.parametrize("made", [_another_name, _unknown_authority, _expired])
def test_wrong_certificate_is_refused(
    asking: Run,
    names: dict[str, list[str]],
    authority: trustme.CA,
    trust: ssl.SSLContext,
    made: Callable[[trustme.CA], ssl.SSLContext],
) -> None:
    names["issuer.example"] = ["127.0.0.1"]
    with FaultServer(made(authority)) as server:
        url = f"https://issuer.example:{server.port}/sound/token"
        reply = asking(url, "POST", allow_private=True, ssl_context=trust)
        assert server.seen == []
    assert reply.status == 0
    assert "CERTIFICATE_VERIFY_FAILED" in reply.problem


def test_server_without_tls_is_refused(
    asking: Run, names: dict[str, list[str]], trust: ssl.SSLContext
) -> None:
    def refuse(_: FaultServer, connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    names["issuer.example"] = ["127.0.0.1"]
    with FaultServer(connected=refuse) as server:
        url = f"https://issuer.example:{server.port}/sound"
        reply = asking(url, allow_private=True, ssl_context=trust)
    assert (reply.status, "SSL" in reply.problem) == (0, True)


def test_endless_handshake_ends_at_the_deadline(
    asking: Run, names: dict[str, list[str]], trust: ssl.SSLContext, tls: ssl.SSLContext
) -> None:
    names["issuer.example"] = ["127.0.0.1"]
    with FaultServer(tls, connected=lambda server, _: server.wait()) as server:
        url = f"https://issuer.example:{server.port}/sound/token"
        reply = asking(url, allow_private=True, ssl_context=trust, timeout=SHORT)
        assert (reply.status, "in time" in reply.problem) == (0, True), reply
    gc.collect()  # a socket that nobody closed is a warning, and so an error


# -- the deadline ----------------------------------------------------------------------------------


def test_nothing_is_sent_after_the_deadline(asking: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-up of a name cannot be ended; what waits for it must not go on afterwards."""
    asked, answer = threading.Event(), threading.Event()
    real = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> list[Any]:
        asked.set()
        answer.wait(8)
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with FaultServer() as server:
        released = threading.Timer(SHORT * 2, answer.set)  # asyncio.run waits for the look-up
        released.start()
        reply = asking(f"{server.url}/x/token", "POST", allow_private=True, timeout=SHORT)
        assert asked.is_set()
        assert (reply.status, "in time" in reply.problem) == (0, True)
        released.join()
        server.stopped.wait(SHORT)
        assert server.seen == []


def test_one_deadline_bounds_all_requests(server: FaultServer) -> None:
    def steps() -> Steps[list[Reply]]:
        replies = []
        for _ in range(50):
            replies.append((yield Request("GET", f"{server.url}/silent")))
        return replies

    replies = run(steps(), allow_private=True, ssl_context=NOBODY, timeout=SHORT)
    assert {reply.status for reply in replies} == {0}


def test_no_thread_or_socket_is_left(server: FaultServer) -> None:
    for word in ("sound", "drip_headers", "silent", "endless"):
        url = f"{server.url}/{word}"
        run(one("GET", url), allow_private=True, ssl_context=NOBODY, timeout=SHORT)
    with httpx.Client(trust_env=False) as client:
        run(one("GET", f"{server.url}/drip_headers"), client=client, timeout=SHORT)
        _join()
    gc.collect()  # a socket that nobody closed is a warning, and so an error


def _join() -> None:
    """Wait for the threads that were left behind."""
    left = [thread for thread in threading.enumerate() if thread.name == "oauth-presets"]
    for thread in left:
        thread.join(3)
    assert not any(thread.is_alive() for thread in left)


# -- proxies ---------------------------------------------------------------------------------------


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with FaultServer(behave=lambda x: x.answer("", "502 Bad Gateway")) as running:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{running.port}")
        yield running


def test_environment_proxies_are_used_only_on_request(
    asking: Run, names: dict[str, list[str]], proxy: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "does not resolve" in asking("https://issuer.example/").problem
    assert proxy.connections == 0
    assert asking("https://issuer.example/", use_proxy=True).status == 0
    (seen,) = proxy.seen
    assert (seen.method, seen.target) == ("CONNECT", "issuer.example:443")
    monkeypatch.setenv("NO_PROXY", "issuer.example")
    assert "does not resolve" in asking("https://issuer.example/", use_proxy=True).problem
    assert proxy.connections == 1


def test_plain_loopback_uses_no_proxy(asking: Run, proxy: FaultServer, server: FaultServer) -> None:
    reply = asking(f"{server.url}/x/token", "POST", use_proxy=True, allow_loopback=True)
    assert (reply.status, proxy.connections) == (400, 0)


@pytest.mark.parametrize("url", ["socks5://127.0.0.1:9", "gopher://127.0.0.1", "nonsense"])
def test_unusable_proxy_is_a_problem_of_the_reply(
    asking: Run, proxy: FaultServer, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", url)
    reply = asking("https://issuer.example/", use_proxy=True)
    assert (reply.status, bool(reply.problem)) == (0, True)


# -- the caller's own client -----------------------------------------------------------------------


@pytest.fixture(params=["sync", "async"])
def with_client(request: pytest.FixtureRequest) -> Callable[..., Reply]:
    """Ask with a client of the caller's, who uses it again afterwards."""

    def asked(request_: Request, timeout: float = 30, **options: Any) -> Reply:
        def steps() -> Steps[Reply]:
            return (yield request_)

        async def use() -> Reply:
            async with httpx.AsyncClient(**options) as client:
                reply = await arun(steps(), client=client, timeout=timeout)
                assert not client.is_closed
                return reply

        if request.param == "async":
            return asyncio.run(use())
        with httpx.Client(**options) as client:
            reply = run(steps(), client=client, timeout=timeout)
            assert not client.is_closed
            return reply

    return asked


def test_callers_headers_cookies_and_auth_are_not_sent(with_client: Callable[..., Reply]) -> None:
    with FaultServer() as server:
        reply = with_client(
            Request("POST", f"{server.url}/x/token"),
            headers={"X-Api-Key": "canary", "Authorization": "Bearer canary"},
            cookies={"session": "canary"},
            auth=("canary", "canary"),
            params={"key": "canary"},
            base_url="http://127.0.0.1:1/canary",
        )
    assert reply.status == 400
    (seen,) = server.seen
    assert seen.target == "/x/token"
    assert seen.headers.keys() == {
        "accept", "accept-encoding", "content-length", "content-type", "host", "user-agent"
    }  # fmt: skip
    assert "canary" not in repr(seen)


def test_callers_client_follows_no_redirect(
    with_client: Callable[..., Reply],
) -> None:
    with FaultServer() as server:
        url = f"{server.url}/redirect_to_itself"
        reply = with_client(Request("GET", url), follow_redirects=True)
        assert (reply.status, len(server.seen)) == (307, 1)


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("drip_headers", "in time"),
        ("drip_body", "in time"),
        ("silent", "in time"),
        ("endless", "longer than"),
        ("gzip_bomb", "encoded as"),
    ],
)
def test_response_limits_apply_to_the_callers_client(
    with_client: Callable[..., Reply], word: str, problem: str
) -> None:
    timeout = SHORT if problem == "in time" else 30
    with FaultServer() as server:
        request = Request("GET", f"{server.url}/{word}")
        assert problem in with_client(request, timeout, trust_env=False).problem
        assert not server.outwaited


def test_callers_client_sends_nothing_after_the_deadline() -> None:
    asked = []
    answer = threading.Event()

    def slow(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        answer.wait(8)
        return httpx.Response(400)

    def steps() -> Steps[list[Reply]]:
        first = yield Request("POST", "https://issuer.example/token")
        second = yield Request("POST", "https://issuer.example/token")
        return [first, second]

    with httpx.Client(transport=httpx.MockTransport(slow)) as client:
        replies = run(steps(), client=client, timeout=SHORT)
        answer.set()
        _join()
    assert [reply.status for reply in replies] == [0, 0]
    assert len(asked) == 1


def test_malformed_cookie_is_a_problem_of_the_reply(
    with_client: Callable[..., Reply], server: FaultServer
) -> None:
    """The standard library warns of it, and here warnings are errors."""
    reply = with_client(Request("GET", f"{server.url}/malformed_cookie"), trust_env=False)
    assert (reply.status, "cookiejar" in reply.problem) == (0, True)


def test_plain_http_is_refused_with_the_callers_client(with_client: Callable[..., Reply]) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError(request)

    reply = with_client(
        Request("POST", "http://issuer.example/token"), transport=httpx.MockTransport(answer)
    )
    assert "https is required" in reply.problem


@pytest.mark.parametrize("error", [ZeroDivisionError, StopIteration])
def test_exception_of_the_callers_client_propagates(
    with_client: Callable[..., Reply], error: type[Exception]
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error

    # In a coroutine, Python makes a RuntimeError of StopIteration.
    with pytest.raises((error, RuntimeError)):
        with_client(Request("GET", "https://x.example/"), transport=httpx.MockTransport(answer))


# -- what is sent, and what is shown ---------------------------------------------------------------


def test_form_and_authorization_are_sent_but_not_shown() -> None:
    with FaultServer() as server:
        request = Request(
            "POST",
            f"{server.url}/x/token",
            form={"grant_type": "authorization_code", "code": "c&d =é"},
            authorization="Basic Y2FuYXJ5",
            read=ANY_STATUS,
        )

        def steps() -> Steps[Reply]:
            return (yield request)

        reply = run(steps(), allow_loopback=True, ssl_context=NOBODY)
    (seen,) = server.seen
    assert seen.body == b"grant_type=authorization_code&code=c%26d+%3D%C3%A9"
    assert seen.headers["authorization"] == "Basic Y2FuYXJ5"
    assert seen.headers["content-type"] == "application/x-www-form-urlencoded"
    assert (reply.status, reply.media_type) == (400, "application/json")
    assert reply.body == b'{"error": "invalid_request"}'
    for secret in ("c&d", "Y2FuYXJ5", "invalid_request"):
        assert secret not in repr((request, reply))


# -- clients of either library ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["httpx", "httpx2"])
def test_httpx_and_httpx2_clients_are_accepted(name: str) -> None:
    library = pytest.importorskip(name)

    def answer(request: Any) -> Any:
        if request.url.path == "/slow":
            raise library.ReadTimeout("late")
        return library.Response(200, json={"a": "b"})

    def asked(url: str) -> Steps[Reply]:
        return (yield Request("POST", url, form={"x": "y"}, read=ANY_STATUS))

    transport = library.MockTransport(answer)
    with library.Client(transport=transport) as client:
        assert run(asked("https://acme.example/t"), client=client).body == b'{"a":"b"}'
        assert run(asked("https://acme.example/slow"), client=client).problem
        assert "https is required" in run(asked("http://acme.example/t"), client=client).problem

    async def in_async() -> Reply:
        async with library.AsyncClient(transport=transport) as client:
            return await arun(asked("https://acme.example/t"), client=client)

    assert asyncio.run(in_async()).status == 200


def test_client_of_the_wrong_kind_is_refused() -> None:
    def asked() -> Steps[Reply]:
        return (yield Request("GET", "https://acme.example/"))

    with pytest.raises(ArgumentError) as caught:
        run(asked(), client=httpx.AsyncClient())  # type: ignore[arg-type]
    assert str(caught.value) == (
        "client= takes an httpx.Client or an httpx2.Client, not 'httpx.AsyncClient'."
    )
    with pytest.raises(ArgumentError, match=r"takes an httpx.AsyncClient or an httpx2.AsyncClient"):
        asyncio.run(arun(asked(), client=object()))  # type: ignore[arg-type]
