"""HTTP with servers that are not trusted.

What to ask is a generator that yields a `Request` and is sent the `Reply`; `run` and `arun` carry
it out. No redirect is followed, no compressed body is taken, a body is cut off at 64 KiB, and one
clock bounds the whole. Only https is spoken, or http with 127.0.0.1 and [::1]. How a connection is
made is in `guarded_transport`; these two modules are the only ones that import httpx.
"""

import contextlib
import json
import queue
import socket
import ssl
import time
from collections.abc import Callable, Container, Generator, Mapping
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from threading import TIMEOUT_MAX, Thread
from typing import Any, Literal, TypeVar, cast
from urllib.parse import urlencode

import httpx

from .._version import __version__
from ..errors import ArgumentError
from ..util.text import described
from .transport import LOOPBACK, AsyncTransport, Network, RefusedError, Transport

T = TypeVar("T")

TIMEOUT = 5.0
"""Seconds for everything that a generator asks for, unless the caller says else."""

CONNECT_TIMEOUT = 3.0
"""Seconds that a connection may take, within the above."""

MAX_BODY = 64 * 1024
"""Bytes of a body that are taken."""

ANY_STATUS = range(1000)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """One request. What can hold a secret is not in its repr.

    Args:
        method: a POST carries `form`, encoded as RFC 6749 appendix B has it.
        url: https, or http with 127.0.0.1 or [::1].
        form: the parameters of a POST.
        as_json: send the form as a JSON object, for a server that takes nothing else.
        authorization: the value of the Authorization header; empty for none.
        accept: the value of the Accept header.
        read: the statuses with which the body is wanted.
    """

    method: Literal["GET", "POST"]
    url: str
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    as_json: bool = False
    authorization: str = field(default="", repr=False)
    accept: str = "application/json"
    read: Container[int] = (200,)


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a request. The body, which can hold a token, is not in its repr."""

    status: int = 0
    """0 where there is no answer, or none that was complete in time."""
    content_type: str = ""
    location: str = ""
    body: bytes = field(default=b"", repr=False)
    problem: str = ""
    """Why there is no answer; with a status, why its body was not taken."""

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in lower case."""
        return self.content_type.partition(";")[0].strip().lower()


Steps = Generator[Request, Reply, T]


def run(
    steps: Steps[T],
    *,
    client: httpx.Client | None = None,
    allow_private: bool = False,
    allow_loopback: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> T:
    """Send each request that `steps` yields, send it the reply, and return what it returns.

    What goes wrong with a server is a reply, never an exception. Nothing is sent once this has
    returned.

    Args:
        steps: what to ask.
        client: the caller's own client. How it connects, by which proxy and to which address, is
            the caller's affair then, and the next four arguments go without effect. Its headers,
            credentials and cookies are not sent, and it follows no redirect.
        allow_private: connect to addresses that are not public.
        allow_loopback: connect to 127.0.0.1 and [::1] where the URL says so literally.
        use_proxy: use the proxies of the environment for https; they resolve the names then.
        ssl_context: whom to trust; by default the certificates of `certifi`, or those that
            SSL_CERT_FILE or SSL_CERT_DIR names.
        timeout: seconds for everything together.

    Raises:
        ArgumentError: the timeout is no number of seconds.
    """
    deadline = _deadline(timeout)
    with contextlib.ExitStack() as stack:
        if client is None:
            transport = Transport(Network(allow_private, allow_loopback, use_proxy, ssl_context))
            client = stack.enter_context(httpx.Client(transport=transport, trust_env=False))
        reply: Any = None
        while True:
            try:
                request = steps.send(reply)
            except StopIteration as finished:
                return finished.value  # type: ignore[no-any-return]
            reply = _exchange(client, request, deadline)


async def arun(
    steps: Steps[T],
    *,
    client: httpx.AsyncClient | None = None,
    allow_private: bool = False,
    allow_loopback: bool = False,
    use_proxy: bool = False,
    ssl_context: ssl.SSLContext | None = None,
    timeout: float = TIMEOUT,
) -> T:
    """Do what `run` does, which documents the arguments."""
    deadline = _deadline(timeout)
    async with contextlib.AsyncExitStack() as stack:
        if client is None:
            network = Network(allow_private, allow_loopback, use_proxy, ssl_context)
            own = httpx.AsyncClient(transport=AsyncTransport(network), trust_env=False)
            client = await stack.enter_async_context(own)
        reply: Any = None
        while True:
            try:
                request = steps.send(reply)
            except StopIteration as finished:
                return finished.value  # type: ignore[no-any-return]
            reply = await _aexchange(client, request, deadline)


def _deadline(timeout: float) -> float:
    if not 0 < timeout <= TIMEOUT_MAX:
        raise ArgumentError(f"timeout= is a number of seconds greater than 0, not {timeout!r:.40}.")
    return time.monotonic() + timeout


# -- one request -----------------------------------------------------------------------------------

LATE = "there was no complete answer in time"

# What a request can fail of: the last are a name that cannot be encoded, a proxy of an unknown
# kind, and one that needs a package which is not installed; and a malformed cookie, where the
# caller's client reads cookies and warnings are errors.
_FAILURES = (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, ImportError, UserWarning)


def _exchange(client: httpx.Client, request: Request, deadline: float) -> Reply:
    answered: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()
    streams: list[Any] = []

    def work() -> None:
        try:
            answered.put(_send(client, request, deadline, streams))
        except BaseException as error:
            answered.put(error)

    # In a thread that can be left behind: httpx's timeouts bound neither a slow drip of headers nor
    # the look-up of a name.
    run_there = copy_context().run
    Thread(target=run_there, args=(work,), name="oauth-presets", daemon=True).start()
    try:
        outcome = answered.get(timeout=max(0, deadline - time.monotonic()))
    except queue.Empty:
        for stream in filter(_is_own, streams):  # what the thread waits for ends now
            with contextlib.suppress(OSError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        return Reply(problem=LATE)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


async def _aexchange(client: httpx.AsyncClient, request: Request, deadline: float) -> Reply:
    from anyio import move_on_after  # httpx is built on it

    streams: list[Any] = []
    with move_on_after(deadline - time.monotonic()):
        return await _asend(client, request, deadline, streams)
    # httpcore leaves a connection open that was cancelled in the middle of a TLS handshake.
    for stream in filter(_is_own, streams):
        await stream.aclose()
    return Reply(problem=LATE)


def _send(client: httpx.Client, request: Request, deadline: float, streams: list[Any]) -> Reply:
    def trace(event: str, info: Mapping[str, Any]) -> None:
        _watch(event, info, deadline, streams)

    try:
        message = _message(request, deadline, trace)
        response = client.send(message, stream=True, auth=None, follow_redirects=False)
        with contextlib.closing(response):
            reply = _head(request, response)
            body = bytearray()
            # The stream itself: iter_raw refuses one that httpx has read, as with MockTransport.
            stream = cast(httpx.SyncByteStream, response.stream)
            for chunk in stream if _wanted(request, reply) else ():
                body += chunk
                if len(body) > MAX_BODY or time.monotonic() > deadline:
                    break
            return _with_body(reply, body, deadline)
    except _FAILURES as error:
        return Reply(problem=_failure(error))


async def _asend(
    client: httpx.AsyncClient, request: Request, deadline: float, streams: list[Any]
) -> Reply:
    async def trace(event: str, info: Mapping[str, Any]) -> None:
        _watch(event, info, deadline, streams)

    try:
        message = _message(request, deadline, trace)
        response = await client.send(message, stream=True, auth=None, follow_redirects=False)
        async with contextlib.aclosing(response):
            reply = _head(request, response)
            body = bytearray()
            if _wanted(request, reply):
                async for chunk in cast(httpx.AsyncByteStream, response.stream):
                    body += chunk
                    if len(body) > MAX_BODY or time.monotonic() > deadline:
                        break
            return _with_body(reply, body, deadline)
    except _FAILURES as error:
        return Reply(problem=_failure(error))


def _watch(event: str, info: Mapping[str, Any], deadline: float, streams: list[Any]) -> None:
    """Keep the connection as it is made; stop what was left behind before it sends anything."""
    if event.endswith(("connect_tcp.complete", "start_tls.complete")):
        streams[:] = [info["return_value"]]
    sending = ("connect_tcp.started", "start_tls.started", "send_request_headers.started")
    if event.endswith(sending) and time.monotonic() > deadline:
        raise httpx.ReadTimeout(LATE)


def _is_own(stream: Any) -> bool:
    """Tell whether a connection serves one request at a time, as those of HTTP/2 do not."""
    tls = stream.get_extra_info("ssl_object")
    return tls is None or tls.selected_alpn_protocol() != "h2"


def _message(request: Request, deadline: float, trace: Callable[..., Any]) -> httpx.Request:
    """Return the request to send: of the caller's client it takes no header and no cookie."""
    url = httpx.URL(request.url)
    if url.scheme != "https" and not (url.scheme == "http" and url.host in LOOPBACK):
        raise RefusedError(f"{url.scheme}://{url.host} is not asked: https is needed")
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpx.ReadTimeout(LATE)
    message = httpx.Request(
        request.method,
        url,
        headers={
            "Accept": request.accept,
            "Accept-Encoding": "identity",
            "User-Agent": f"oauth-presets/{__version__}",
        },
        content=_content(request) if request.method == "POST" else None,
        extensions={
            "timeout": httpx.Timeout(left, connect=min(left, CONNECT_TIMEOUT)).as_dict(),
            "trace": trace,
        },
    )
    if request.method == "POST":
        message.headers["Content-Type"] = "application/json" if request.as_json else FORM
    if request.authorization:
        message.headers["Authorization"] = request.authorization
    return message


def _content(request: Request) -> bytes:
    if request.as_json:
        return json.dumps(dict(request.form)).encode()
    return urlencode(request.form).encode()


def _head(request: Request, response: httpx.Response) -> Reply:
    """Return what precedes the body, and why the body is not to be read, if so."""
    headers = response.headers
    encoding = headers.get("content-encoding", "identity")
    problem = ""
    if response.status_code in request.read and encoding.strip().lower() != "identity":
        problem = f"the body is encoded as {quoted(encoding)}, though identity was asked for"
    return Reply(
        response.status_code,
        headers.get("content-type", ""),
        headers.get("location", ""),
        problem=problem,
    )


def _wanted(request: Request, reply: Reply) -> bool:
    return reply.status in request.read and not reply.problem


def _with_body(reply: Reply, body: bytearray, deadline: float) -> Reply:
    if len(body) > MAX_BODY:
        return replace(reply, problem=f"the body is longer than {MAX_BODY} bytes")
    if time.monotonic() > deadline:
        return Reply(problem=LATE)
    return replace(reply, body=bytes(body))


def _failure(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)
    if isinstance(error, httpx.ConnectTimeout):
        return "there was no connection in time"
    if isinstance(error, httpx.TimeoutException):
        return LATE
    if isinstance(error, socket.gaierror):
        return f"the name does not resolve ({error.strerror})"
    return described(error).encode("ascii", "backslashreplace").decode().rstrip(".")


def quoted(value: object) -> str:
    """Show what a server said so that a terminal or a log takes no harm: ASCII, and short."""
    if isinstance(value, list):
        text = ascii(value[:50])  # a list from 64 KiB of JSON can be long
    else:
        text = ascii(value[:500] if isinstance(value, str) else value)
    return text if len(text) <= 200 else f"{text[:197]}..."
