"""The receiver: adversarial callbacks over real sockets, the page, and what it leaves behind."""

import html
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from support.provider import (
    ANNOUNCED,
    CODE,
    GOOD,
    Answer,
    Provider,
    SignIn,
    configured,
    free_port,
    provider,
    shown_by,
)

from oauth_presets import ArgumentError, LoginError
from oauth_presets.login import Flow, alogin, login
from oauth_presets.login.receiver import Receiver


@pytest.fixture
def acme() -> Iterator[Provider]:
    with provider() as running:
        running.metadata = {ANNOUNCED: False}
        yield running


# -- what is passed over: it gets an error, no token request follows, and the sign-in goes on ------

Attack = Callable[[SignIn], Answer]

QUERIES: dict[str, tuple[str, int]] = {
    "no query": ("", 400),
    "no state": ("code=x", 400),
    "empty state": ("code=x&state=", 400),
    "another state": ("code=x&state=0123456789abcdef0123456789abcdef", 400),
    "shorter state": ("code=x&state={state:.42}", 400),
    "longer state": ("code=x&state={state}x", 400),
    "state in other case": ("code=x&state={swapped}", 400),
    "state and a blank": ("code=x&state={state}+", 400),
    "state and a line break": ("code=x&state={state}%0A", 400),
    "state and a NUL": ("code=x&state={state}%00", 400),
    "state twice": ("code=x&state={state}&state={state}", 400),
    "another state first": ("code=x&state=other&state={state}", 400),
    "another state last": ("code=x&state={state}&state=other", 400),
    "state under another name": ("code=x&State={state}", 400),
    "state as a list": ("code=x&state[]={state}", 400),
    "a state that is no UTF-8": ("code=x&state=%FF%FE", 400),
    "no UTF-8 beside the state": ("code=%FF&state={state}", 400),
    "a parameter without =": ("code&state={state}", 400),
    "semicolons": ("code=x;state={state}", 400),
    "too many parameters": ("code=x&state={state}" + "&a=b" * 60, 400),
    "an error without state": ("error=access_denied", 400),
    "an error with another state": ("error=access_denied&state=other", 400),
    "encoded ampersand": ("code=x%26state={state}", 400),
}


@pytest.mark.parametrize("name", QUERIES)
def test_unrelated_query_is_ignored(acme: Provider, name: str) -> None:
    text, status = QUERIES[name]
    sign_in = SignIn(acme.preset())
    query = text.format(state=sign_in.state, swapped=sign_in.state.swapcase())
    passed_over(acme, sign_in, sign_in.request(query), status)


REQUESTS: dict[str, tuple[Attack, int]] = {
    "HEAD": (lambda it: it.request(it.good, method="HEAD"), 404),
    "POST": (lambda it: it.request(it.good, "Content-Length: 0", method="POST"), 404),
    "POST with the response in the body": (
        lambda it: it.request(
            "",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(it.good)}",
            method="POST",
            body=it.good,
        ),
        404,
    ),
    "OPTIONS, as a page of another site asks first": (
        lambda it: it.request(it.good, "Origin: https://evil.example", method="OPTIONS"),
        404,
    ),
    "PUT": (lambda it: it.request(it.good, "Content-Length: 0", method="PUT"), 404),
    "get": (lambda it: it.request(it.good, method="get"), 404),
    "prefetch": (lambda it: it.request(it.good, "Sec-Purpose: prefetch"), 404),
    "prerender": (lambda it: it.request(it.good, "Sec-Purpose: prefetch;prerender"), 404),
    "prefetch of older browsers": (lambda it: it.request(it.good, "Purpose: prefetch"), 404),
    "prefetch of Firefox": (lambda it: it.request(it.good, "X-Moz: prefetch"), 404),
    "favicon": (lambda it: it.request(path="/favicon.ico"), 404),
    "the root": (lambda it: it.request(it.good, path="/"), 404),
    "another path": (lambda it: it.request(it.good, path="/callback"), 404),
    "the path of another sign-in": (
        lambda it: it.request(it.good, path="/acme/AAAAAAAAAAAAAAAAAAAAAA"),
        404,
    ),
    "the path in other case": (lambda it: it.request(it.good, path=it.path.swapcase()), 404),
    "the path and a slash": (lambda it: it.request(it.good, path=f"{it.path}/"), 404),
    "the path, encoded": (lambda it: it.request(it.good, path=f"/%61{it.path[2:]}"), 404),
    "the path with dots": (lambda it: it.request(it.good, path=f"/x/..{it.path}"), 404),
    "two slashes": (lambda it: it.request(it.good, path=f"/{it.path}"), 404),
    "a path parameter": (lambda it: it.request(it.good, path=f"{it.path};x=y"), 404),
    "the page before there is one": (lambda it: it.request(path=f"{it.path}/done"), 404),
    "absolute form": (
        lambda it: it.request(it.good, path=f"http://{it.authority}{it.path}"),
        404,
    ),
    "the host of a name that was rebound": (
        lambda it: it.request(it.good, host=f"Host: evil.example:{it.port}"),
        404,
    ),
    "localhost": (lambda it: it.request(it.good, host=f"Host: localhost:{it.port}"), 404),
    "the host without its port": (lambda it: it.request(it.good, host="Host: 127.0.0.1"), 404),
    "the host with another port": (lambda it: it.request(it.good, host="Host: 127.0.0.1:1"), 404),
    "the host and a dot": (
        lambda it: it.request(it.good, host=f"Host: 127.0.0.1.:{it.port}"),
        404,
    ),
    "the host as a number": (
        lambda it: it.request(it.good, host=f"Host: 2130706433:{it.port}"),
        404,
    ),
    "an empty host": (lambda it: it.request(it.good, host="Host:"), 404),
    "no host": (lambda it: it.request(it.good, host=""), 0),
    "two hosts": (lambda it: it.request(it.good, f"Host: {it.authority}"), 0),
    "no host, in HTTP/1.0": (
        lambda it: it.send(f"GET {it.path}?{it.good} HTTP/1.0\r\n\r\n".encode()),
        404,
    ),
    "HTTP/0.9": (lambda it: it.send(f"GET {it.path}?{it.good}\r\n\r\n".encode()), 0),
    "a body": (lambda it: it.request(it.good, "Content-Length: 4", body="code"), 404),
    "chunks": (
        lambda it: it.request(it.good, "Transfer-Encoding: chunked", body="0\r\n\r\n"),
        404,
    ),
    "two lengths": (
        lambda it: it.request(it.good, "Content-Length: 0", "Content-Length: 4", body="code"),
        0,
    ),
    "a header line without colon": (lambda it: it.request(it.good, "nonsense"), 0),
    "a NUL in a header": (lambda it: it.request(it.good, "X: a\0b"), 0),
    "a folded host": (
        lambda it: it.request(it.good, host=f"Host: evil.example\r\n {it.authority}"),
        404,
    ),
    "a head without end": (lambda it: it.send(b"GET / HTTP/1.1\r\nX: " + b"x" * 200_000), 0),
    "a query beyond measure": (lambda it: it.request(f"{it.good}&x={'x' * 200_000}"), 0),
    "TLS": (lambda it: it.send(bytes.fromhex("16030100f8010000f40303") + b"\r\n\r\n"), 0),
    "noise": (lambda it: it.send(bytes(range(256)) + b"\r\n\r\n"), 0),
}  # fmt: skip


@pytest.mark.parametrize("name", REQUESTS)
def test_non_browser_request_is_ignored(acme: Provider, name: str) -> None:
    attack, status = REQUESTS[name]
    sign_in = SignIn(acme.preset())
    passed_over(acme, sign_in, attack(sign_in), status)


def passed_over(acme: Provider, sign_in: SignIn, answer: Answer, status: int) -> None:
    """Assert that nothing came of it, and that the sign-in still takes the true response."""
    assert answer.status == status
    assert acme.requests == []
    assert sign_in.respond().token.access_token == GOOD["access_token"]
    assert [request.form["code"] for request in acme.requests] == [CODE]


# -- what ends the sign-in: it has the state, and is no answer that can be used --------------------

RESPONSES: dict[str, tuple[str, str]] = {
    "another issuer": ("code=x&state={state}&iss=https%3A%2F%2Fevil.example", "evil.example"),
    "the issuer and a slash": ("code=x&state={state}&iss={iss}%2F", "issuer"),
    "the issuer in other case": ("code=x&state={state}&iss={upper}", "issuer"),
    "an empty issuer": ("code=x&state={state}&iss=", "issuer"),
    "no issuer, although advertised": ("code=x&state={state}", "does not name its issuer"),
    "the issuer twice": ("code=x&state={state}&iss={iss}&iss={iss}", "repeats a parameter"),
    "another issuer, then the right one": (
        "code=x&state={state}&iss=x&iss={iss}",
        "repeats a parameter",
    ),
    "another issuer, with an error": ("error=access_denied&state={state}&iss=x", "issuer"),
    "two codes": ("code=x&code=y&state={state}&iss={iss}", "repeats a parameter"),
    "two errors": ("error=a&error=b&state={state}&iss={iss}", "repeats a parameter"),
    "an unknown parameter twice": ("code=x&state={state}&iss={iss}&a=1&a=2", "repeats a parameter"),
    "a code and an error": ("code=x&error=a&state={state}&iss={iss}", "both"),
    "neither": ("state={state}&iss={iss}", "neither"),
    "an empty code": ("code=&state={state}&iss={iss}", "code"),
    "a line break in the code": ("code=a%0Ab&state={state}&iss={iss}", "code"),
    "a code that is not ASCII": ("code=%C3%A9&state={state}&iss={iss}", "code"),
    "a refusal": ("error=access_denied&state={state}&iss={iss}", "access_denied"),
    "an empty error": ("error=&state={state}&iss={iss}", "gives no reason"),
}


@pytest.mark.parametrize("name", RESPONSES)
def test_unusable_response_ends_the_sign_in(acme: Provider, name: str) -> None:
    text, expected = RESPONSES[name]
    acme.metadata = {ANNOUNCED: True}
    sign_in = SignIn(acme.preset())
    iss = acme.url.replace(":", "%3A").replace("/", "%2F")
    query = text.format(state=sign_in.state, iss=iss, upper=iss.replace("http", "HTTP"))
    error, page = sign_in.fail(query)
    assert expected in str(error)
    assert error.step == "authorization"
    shown = shown_by(error)
    assert sign_in.state not in shown
    assert str(sign_in.flow.code_verifier) not in shown
    assert expected in html.unescape(page)
    assert acme.requests == []


def test_advertised_and_matching_issuer_is_accepted(acme: Provider) -> None:
    acme.metadata = {ANNOUNCED: True}
    sign_in = SignIn(acme.preset())
    assert sign_in.respond(f"{sign_in.good}&iss={acme.url}").token


def test_issuer_is_compared_even_if_not_advertised(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    error, _ = sign_in.fail(f"{sign_in.good}&iss=https://evil.example")
    assert "issuer" in str(error)
    assert acme.requests == []


def test_issuer_unknown_to_the_preset_is_noted(acme: Provider) -> None:
    sign_in = SignIn(acme.preset(issuer=None))
    came = sign_in.respond(f"{sign_in.good}&iss=https://acme.example")
    assert "'https://acme.example'" in " ".join(came.notes)


def test_provider_text_is_escaped_for_page_and_terminal(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    error, page = sign_in.fail(
        f"state={sign_in.state}&error=<script>alert(1)</script>"
        "&error_description=%1B[31mred%E2%80%AE%0A<img+src=x+onerror=alert(1)>" + "x" * 5000
    )
    assert all(character.isprintable() for character in str(error))
    assert len(str(error)) < 1000
    assert error.error == "<script>alert(1)</script>"
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


# -- one response, once ----------------------------------------------------------------------------


def test_only_one_of_many_concurrent_responses_is_used(acme: Provider) -> None:
    release = threading.Event()
    acme.before_reply = lambda: release.wait(20)
    sign_in = SignIn(acme.preset())
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(sign_in.request, [sign_in.good] * 20))
    statuses = sorted(answer.status for answer in answers)
    assert statuses == [303] + [410] * 19
    release.set()
    sign_in.request(path=f"{sign_in.path}/done")
    assert not isinstance(sign_in.outcome(), BaseException)
    assert len(acme.requests) == 1


def test_failed_response_is_final(acme: Provider) -> None:
    acme.answer({"error": "invalid_grant"}, 400)
    release = threading.Event()
    acme.before_reply = lambda: release.wait(20)
    sign_in = SignIn(acme.preset())
    assert sign_in.request(sign_in.good).status == 303
    assert sign_in.request(f"code=another&state={sign_in.state}").status == 410
    release.set()
    assert isinstance(sign_in.outcome(), LoginError)
    assert len(acme.requests) == 1


# -- the page --------------------------------------------------------------------------------------


def test_result_page_and_its_url_hold_no_secret(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    sent_on = sign_in.request(sign_in.good)
    assert sent_on.status == 303
    assert sent_on.headers["location"] == f"{sign_in.path}/done"
    page = sign_in.request(path=f"{sign_in.path}/done")
    sign_in.outcome()
    for secret in (CODE, sign_in.state, GOOD["access_token"], str(sign_in.flow.code_verifier)):
        assert secret not in page.body
        assert secret not in sent_on.headers["location"]
    assert "Signed in to Acme" in page.body


def test_every_answer_forbids_caches_referrers_and_frames(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    answers = [sign_in.request("code=x&state=y"), sign_in.request(path="/favicon.ico")]
    answers.append(sign_in.request(sign_in.good))
    answers.append(sign_in.request(sign_in.good))
    answers.append(sign_in.request(path=f"{sign_in.path}/done"))
    sign_in.outcome()
    assert [answer.status for answer in answers] == [400, 404, 303, 410, 200]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "access-control-allow-origin" not in answer.headers
        assert not re.search(r"(src|href|action)=|url\(|@import|<script", answer.body)


def test_head_request_gets_no_body(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    answer = sign_in.request(sign_in.good, method="HEAD")
    assert (answer.status, answer.body) == (404, "")
    sign_in.respond()


# -- where it listens ------------------------------------------------------------------------------


def test_each_sign_in_has_its_own_port_and_path() -> None:
    with Receiver("acme") as one, Receiver("acme") as two, Receiver("other") as three:
        uris = [receiver.redirect_uri for receiver in (one, two, three)]
    assert len(set(uris)) == 3
    for uri, name in zip(uris, ("acme", "acme", "other"), strict=True):
        assert re.fullmatch(rf"http://127\.0\.0\.1:\d+/{name}/[A-Za-z0-9_-]{{22}}", uri)


def test_receiver_listens_on_loopback_only() -> None:
    with Receiver("acme") as receiver:
        port = int(receiver.redirect_uri.split(":")[2].partition("/")[0])
        listening = [
            line.split()[1]
            for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
            if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"
        ]
    assert listening == [f"0100007F:{port:04X}"]  # 127.0.0.1, as the kernel writes it


def test_fixed_port_gives_a_stable_redirect_uri(acme: Provider) -> None:
    port = free_port()
    for _ in range(2):  # a second time at once: what the first left in TIME_WAIT does no harm
        sign_in = SignIn(acme.preset(), port=port)
        assert sign_in.flow.redirect_uri == f"http://127.0.0.1:{port}/acme"
        sign_in.respond()
    with Receiver("acme", port=port, path="/my/callback") as receiver:
        assert receiver.redirect_uri == f"http://127.0.0.1:{port}/my/callback"


def test_occupied_port_is_a_clear_error() -> None:
    with Receiver("acme") as receiver:
        port = int(receiver.redirect_uri.split(":")[2].partition("/")[0])
        with (
            pytest.raises(LoginError, match=f"port {port}.*Choose another port"),
            Receiver("acme", port=port),
        ):
            pass


@pytest.mark.parametrize("port", [-1, 65536, "80"])
def test_invalid_port_is_refused(port: Any) -> None:
    with pytest.raises(ArgumentError, match="from 0 to 65535"):
        Receiver("acme", port=port)


@pytest.mark.parametrize(
    "path", ["", "x", "//x", "//", "/x//", "/x?y", "/x#y", "/é", "/x y", "/\n", 1]
)
def test_malformed_path_is_refused(path: Any) -> None:
    with pytest.raises(ArgumentError, match=r"^path= takes '/', or segments of letters"):
        Receiver("acme", path=path)


@pytest.mark.parametrize("path", ["/", "/x/", "/x/y"])
def test_path_that_can_be_registered_is_accepted(acme: Provider, path: str) -> None:
    sign_in = SignIn(acme.preset(), path=path)
    assert sign_in.path == path
    sent_on = sign_in.request(sign_in.good)
    assert sent_on.headers["location"] == f"{path.rstrip('/')}/done"
    assert "Signed in" in sign_in.request(path=sent_on.headers["location"]).body
    assert not isinstance(sign_in.outcome(), BaseException)


# -- time, and what is left behind -----------------------------------------------------------------


def test_deadline_ends_the_waiting(acme: Provider) -> None:
    sign_in = SignIn(acme.preset(), timeout=0.3)
    ended = sign_in.outcome()
    assert isinstance(ended, LoginError)
    assert sign_in.flow.redirect_uri in str(ended)
    assert "No response arrived in time" in str(ended)
    assert not receivers()


def test_timeout_reports_the_error_of_a_response_without_state(acme: Provider) -> None:
    sign_in = SignIn(acme.preset(), timeout=1)
    assert sign_in.request("error=access_denied&error_description=Not+you%1B").status == 400
    sign_in.request("error=later")
    ended = sign_in.outcome()
    assert isinstance(ended, LoginError)
    assert "claimed: access_denied: Not you?. It was not trusted" in str(ended)
    assert (ended.step, ended.error) == ("receiver", "")


def test_timeout_reports_nothing_of_a_response_with_another_state(acme: Provider) -> None:
    sign_in = SignIn(acme.preset(), timeout=1)
    assert sign_in.request("error=access_denied&state=other").status == 400
    assert "claimed" not in str(sign_in.outcome())


def test_response_with_a_trailing_ampersand_is_accepted(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    assert sign_in.respond(f"{sign_in.good}&").token.access_token == GOOD["access_token"]


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), "1"])
def test_invalid_timeout_is_refused(acme: Provider, timeout: Any) -> None:
    with pytest.raises(ArgumentError, match="timeout="):
        login(configured(acme.preset(), {}), timeout=timeout)


def test_idle_connections_do_not_delay_the_sign_in(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    idle = [socket.create_connection(("127.0.0.1", sign_in.port)) for _ in range(50)]
    idle[0].sendall(b"GET / HT")
    assert sign_in.respond().token
    for connection in idle:
        connection.close()
    assert not receivers()


def test_closed_browser_does_not_delay_the_sign_in(acme: Provider) -> None:
    sign_in = SignIn(acme.preset())
    with socket.create_connection(("127.0.0.1", sign_in.port)) as connection:
        head = f"GET {sign_in.path}?{sign_in.good} HTTP/1.1\r\nHost: {sign_in.authority}\r\n\r\n"
        connection.sendall(head.encode())
    assert not isinstance(sign_in.outcome(), BaseException)
    assert not receivers()


def test_error_closes_the_port_and_ends_the_thread() -> None:
    ports = []

    def work() -> None:
        with Receiver("acme") as receiver:
            ports.append(int(receiver.redirect_uri.split(":")[2].partition("/")[0]))
            assert receivers()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert not receivers()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", ports[0]), timeout=5)


def test_cancellation_closes_the_port_and_ends_the_thread(acme: Provider) -> None:
    seen: list[Flow] = []

    async def show(flow: Flow) -> None:
        await anyio.sleep(0)
        seen.append(flow)

    async def cancelled() -> None:
        with anyio.move_on_after(1) as scope:
            await alogin(configured(acme.preset(), {}), show=show)
        assert scope.cancelled_caught
        assert not receivers()

    anyio.run(cancelled)
    with pytest.raises(httpx.ConnectError):
        httpx.get(seen[0].redirect_uri)


def test_alogin_accepts_its_response(acme: Provider) -> None:
    async def browse(flow: Flow) -> None:
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"{flow.redirect_uri}?code=x&state=y")
            assert answer.status_code == 400
            answer = await client.get(f"{flow.redirect_uri}?code={CODE}&state={flow.state}")
            assert answer.status_code == 303

    came = anyio.run(partial(alogin, configured(acme.preset(), {}), show=browse))
    assert came.token.access_token == GOOD["access_token"]
    assert [request.form["code"] for request in acme.requests] == [CODE]
    assert not receivers()


def test_alogin_ends_at_its_deadline(acme: Provider) -> None:
    with pytest.raises(LoginError, match="No response arrived in time"):
        anyio.run(partial(alogin, configured(acme.preset(), {}), show=id, timeout=0.2))
    assert not receivers()


def test_closing_twice_is_harmless() -> None:
    with Receiver("acme") as receiver:
        receiver.close()
    assert not receivers()


def receivers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if "receiver" in thread.name]


INTERRUPTED = """
import socket, threading, warnings
warnings.simplefilter("error")
from oauth_presets import Preset, configure
from oauth_presets.login import login, alogin

seen = []
def show(flow):
    seen.append(int(flow.redirect_uri.split(":")[2].partition("/")[0]))
    print("waiting", flush=True)

arguments = dict(show=show, timeout=60)
config = configure(Preset(
    name="acme", title="Acme", docs_url="https://docs.acme.example/oauth",
    authorize_url="https://acme.example/authorize", token_url="https://acme.example/token",
), client_id="me")
try:
    if {asynchronous}:
        import asyncio
        asyncio.run(alogin(config, **arguments))
    else:
        login(config, **arguments)
except KeyboardInterrupt:
    print("interrupted")
names = [thread.name for thread in threading.enumerate() if thread.name != "MainThread"]
print(names, flush=True)
try:
    socket.create_connection(("127.0.0.1", seen[0]), timeout=5)
except ConnectionRefusedError:
    print("closed", flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("asynchronous", [False, True])
def test_ctrl_c_leaves_no_port_and_no_thread(asynchronous: bool) -> None:
    program = INTERRUPTED.format(asynchronous=asynchronous)
    running = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert running.stdout is not None
    assert running.stdout.readline() == "waiting\n"
    time.sleep(0.3)  # into the waiting itself
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=20)
    assert out.splitlines() == ["interrupted", "[]", "closed"]
    assert err == ""
