"""Where `login` receives the response: hosts, ports, what the provider takes, and the terminal."""

import io
import socket
from collections.abc import Iterator
from functools import partial
from typing import Any

import anyio
import httpx
import pytest
from support.provider import CODE, GOOD, SECRET, Provider, SignIn, configured, free_port, provider

from oauth_presets import ArgumentError, LoginError
from oauth_presets.login import Flow, alogin, login
from oauth_presets.login.receiver import Receiver


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        yield running


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no ::1")


# -- hosts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", pytest.param("::1", marks=needs_ipv6)])
def test_response_is_received_on_each_host(acme: Provider, host: Any) -> None:
    def browse(flow: Flow) -> None:
        name = "[::1]" if host == "::1" else host
        assert flow.redirect_uri.startswith(f"http://{name}:")
        query = f"code={CODE}&state={flow.state}"
        assert httpx.get(f"{flow.redirect_uri}?{query}", trust_env=False).status_code == 303

    came = login(configured(acme.preset(), {}), host=host, show=browse)
    assert came.token.access_token == GOOD["access_token"]


@needs_ipv6
@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_localhost_is_both_addresses_at_one_port(acme: Provider, address: str) -> None:
    sign_in = SignIn(acme.preset(), host="localhost")
    with socket.create_connection((address, sign_in.port)) as connection:
        head = f"GET {sign_in.path}?{sign_in.good} HTTP/1.1\r\nHost: {sign_in.authority}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 303")
    assert not isinstance(sign_in.outcome(), BaseException)


@needs_ipv6
@pytest.mark.parametrize("taken", ["127.0.0.1", "::1"])
def test_localhost_fails_if_another_process_has_the_port_at_either_address(taken: str) -> None:
    family = socket.AF_INET6 if ":" in taken else socket.AF_INET
    with socket.create_server((taken, 0), family=family) as other:
        port = other.getsockname()[1]
        with (
            pytest.raises(LoginError, match=f"Cannot listen on localhost, port {port}"),
            Receiver("acme", host="localhost", port=port),
        ):
            pass


def test_localhost_is_ipv4_alone_on_a_machine_without_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    create = socket.create_server

    def without(address: Any, **arguments: Any) -> socket.socket:
        if address[0] == "::1":
            raise OSError(99, "Cannot assign requested address")
        return create(address, **arguments)

    monkeypatch.setattr("socket.create_server", without)
    with Receiver("acme", host="localhost") as receiver:
        assert receiver.redirect_uri.startswith("http://localhost:")


@pytest.mark.parametrize("host", ["0.0.0.0", "[::1]", "example.org", "", None, 1])
def test_other_hosts_are_refused(acme: Provider, host: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^host= takes '127\.0\.0\.1', 'localhost', '::1', no"):
        login(configured(acme.preset(), {}), host=host, show=fail)


# -- what the provider takes -----------------------------------------------------------------------


def fail(flow: Flow) -> None:
    raise AssertionError("a browser was opened")


REDIRECTS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    (
        {"loopback": ("localhost",)},
        {},
        "Acme accepts no redirect URI on 127.0.0.1, but http://localhost:PORT/...: use "
        "host='localhost' (--host localhost on the command line).",
    ),
    (
        {"loopback": ("127.0.0.1", "[::1]")},
        {"host": "localhost", "port": 8765},
        "Acme accepts no redirect URI on localhost, but http://127.0.0.1:8765/... or "
        "http://[::1]:8765/...: use host='127.0.0.1' or host='::1' (--host 127.0.0.1 on the "
        "command line).",
    ),
    (
        {"loopback": ("127.0.0.1",), "any_port": False, "note": "One only."},
        {},
        "Acme accepts only the registered port: choose one with port=, such as port=8765 (--port "
        "8765 on the command line), and register http://127.0.0.1:8765/acme. One only.",
    ),
    (
        {"loopback": ("127.0.0.1",)},
        {"paste": True, "redirect_uri": "http://localhost:8765/x"},
        "Acme accepts no redirect URI on localhost, but http://127.0.0.1:8765/...: use "
        "host='127.0.0.1' (--host 127.0.0.1 on the command line).",
    ),
    (
        {"loopback": ()},
        {},
        "Acme accepts no redirect URI on this machine. Register one on your own web server and "
        "use start() and finish(), or paste=True with redirect_uri= (--paste with --redirect-uri "
        "on the command line).",
    ),
]


@pytest.mark.parametrize(("redirect", "arguments", "message"), REDIRECTS)
def test_unsupported_redirect_uri_is_reported_before_the_browser_opens(
    acme: Provider, redirect: dict[str, Any], arguments: dict[str, Any], message: str
) -> None:
    config = configured(acme.preset(redirect=redirect), {})
    for sign_in in (login, lambda *given, **named: anyio.run(partial(alogin, *given, **named))):
        with pytest.raises(ArgumentError) as caught:
            sign_in(config, show=fail, **arguments)
        assert str(caught.value) == message


def test_supported_redirect_uri_is_used(acme: Provider) -> None:
    redirect = {"loopback": ("127.0.0.1",), "any_port": False}
    sign_in = SignIn(acme.preset(redirect=redirect), port=free_port())
    assert sign_in.respond().token.access_token == GOOD["access_token"]


# -- the terminal ----------------------------------------------------------------------------------


def paste(monkeypatch: pytest.MonkeyPatch, *lines: str) -> Any:
    """Return what shows a flow to a user who then types some lines."""

    def show(flow: Flow) -> None:
        good = f"{flow.redirect_uri}?code={CODE}&state={flow.state}#"
        typed = "".join(f"{line.format(good=good)}\n" for line in lines)
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    return show


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize(
    ("arguments", "redirect_uri"),
    [
        ({"redirect_uri": "https://app.example/callback"}, "https://app.example/callback"),
        ({"port": 8765}, "http://127.0.0.1:8765/acme"),
        ({"port": 8765, "host": "localhost", "path": "/"}, "http://localhost:8765/"),
    ],
)
def test_pasted_response_is_redeemed_without_listening(
    acme: Provider,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asynchronous: bool,
    arguments: dict[str, Any],
    redirect_uri: str,
) -> None:
    monkeypatch.setattr("socket.create_server", fail)
    config = configured(acme.preset(redirect={"loopback": None}), {})
    show = paste(monkeypatch, "", "https://app.example/?code=x&state=other", "  {good} ")
    if asynchronous:
        came = anyio.run(partial(alogin, config, paste=True, show=show, **arguments))
    else:
        came = login(config, paste=True, show=show, **arguments)
    assert came.token.redirect_uri == redirect_uri
    assert [request.form["code"] for request in acme.requests] == [CODE]
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("This is not the response to this sign-in") == 2
    assert CODE not in err


def test_end_of_input_ends_the_sign_in(acme: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    config = configured(acme.preset(), {})
    with pytest.raises(LoginError, match="The input ended without a response") as caught:
        login(config, paste=True, port=8765, show=paste(monkeypatch, "nothing"))
    assert caught.value.step == "receiver"
    assert acme.requests == []


@pytest.mark.parametrize(
    ("fields", "given", "arguments", "message"),
    [
        ({}, {}, {"paste": True}, "paste=True needs the registered redirect URI"),
        ({}, {}, {"redirect_uri": "https://a.example/"}, "redirect_uri= needs paste=True"),
        (
            {"pkce": "refused"},
            {"client_secret": None},
            {"paste": True, "port": 8765},
            "paste=True needs PKCE or a client secret: a pasted code may come from anyone.",
        ),
        ({}, {}, {"paste": True, "redirect_uri": "/x"}, "redirect_uri= must be an absolute URI"),
    ],
)
def test_unsafe_or_incomplete_pasted_response_is_refused(
    acme: Provider, fields: Any, given: Any, arguments: Any, message: str
) -> None:
    config = configured(acme.preset(**fields), {"client_secret": SECRET, **given})
    with pytest.raises(ArgumentError, match=message):
        login(config, show=fail, **arguments)
