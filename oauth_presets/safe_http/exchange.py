"""Carry out requests to servers that are not trusted.

No redirect is followed, no compressed body is accepted, a body is cut off at 64 KiB, and one
deadline bounds everything. Only https is spoken, or http to 127.0.0.1 and [::1]. `transport` makes
the connections; no other module imports httpx. A caller's own client may be one of httpx2, which
has the same interface and takes only its own requests.
"""

import contextlib
import json
import queue
import socket
import ssl
import sys
import time
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import replace
from threading import TIMEOUT_MAX, Thread
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast
from urllib.parse import urlencode

import httpx

from .._version import __version__
from ..errors import ArgumentError
from ..util.text import described
from .messages import FORM, Reply, Request, Steps, quoted
from .transport import (
    LOOPBACK,
    AsyncTransport,
    ConnectionPolicy,
    DestinationRefusedError,
    Transport,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

T = TypeVar("T")

TIMEOUT = 5.0
"""Default seconds for everything that a generator asks for."""

CONNECT_TIMEOUT = 3.0
"""Seconds that a connection may take, within the above."""

MAX_BODY = 64 * 1024
"""Bytes of a body that are read."""


class Network(TypedDict, total=False):
    """How to connect. All of it has no effect when the caller brings a client.

    Args:
        allow_private: connect to addresses that are not public.
        use_proxy: use the environment's proxies for https; they then resolve the names.
        ssl_context: the trusted certificates; by default those of `certifi`, or those named by
            SSL_CERT_FILE or SSL_CERT_DIR.
    """

    allow_private: bool
    use_proxy: bool
    ssl_context: ssl.SSLContext | None


def run(
    steps: Steps[T],
    *,
    client: httpx.Client | None = None,
    allow_loopback: bool = False,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> T:
    """Send each request that `steps` yields, send it the reply, and return its result.

    A failing server is a reply, never an exception. Nothing is sent once this has returned.

    Args:
        steps: what to ask.
        client: the caller's own client, which then decides how to connect. Its headers,
            credentials and cookies are not sent, and it follows no redirect.
        allow_loopback: connect to 127.0.0.1 and [::1] if the URL names them literally.
        timeout: seconds for everything together.
        network: see `Network`.

    Raises:
        ArgumentError: the timeout is not a positive number of seconds.
    """
    deadline = _deadline(timeout)
    library = _library(client, "Client")
    with contextlib.ExitStack() as stack:
        if client is None:
            transport = Transport(ConnectionPolicy(allow_loopback=allow_loopback, **network))
            client = stack.enter_context(httpx.Client(transport=transport, trust_env=False))
        reply: Any = None
        while True:
            try:
                request = steps.send(reply)
            except StopIteration as finished:
                return finished.value  # type: ignore[no-any-return]
            reply = _exchange(library, client, request, deadline)


async def arun(
    steps: Steps[T],
    *,
    client: httpx.AsyncClient | None = None,
    allow_loopback: bool = False,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> T:
    """Do what `run` does, which documents the arguments."""
    deadline = _deadline(timeout)
    library = _library(client, "AsyncClient")
    async with contextlib.AsyncExitStack() as stack:
        if client is None:
            transport = AsyncTransport(ConnectionPolicy(allow_loopback=allow_loopback, **network))
            own = httpx.AsyncClient(transport=transport, trust_env=False)
            client = await stack.enter_async_context(own)
        reply: Any = None
        while True:
            try:
                request = steps.send(reply)
            except StopIteration as finished:
                return finished.value  # type: ignore[no-any-return]
            reply = await _aexchange(library, client, request, deadline)


def _deadline(timeout: float) -> float:
    if not isinstance(timeout, int | float) or not 0 < timeout <= TIMEOUT_MAX:
        raise ArgumentError(f"timeout= takes a positive number of seconds, not {timeout!r:.40}.")
    return time.monotonic() + timeout


def _library(client: object, kind: str) -> Any:
    """Return httpx, or httpx2 if the caller's client is one of it.

    Raises:
        ArgumentError: it is neither's.
    """
    libraries = (httpx, sys.modules.get("httpx2"))
    for library in filter(None, libraries):
        if client is None or isinstance(client, getattr(library, kind)):
            return library
    name = f"{type(client).__module__}.{type(client).__qualname__}"
    raise ArgumentError(f"client= takes an httpx.{kind} or an httpx2.{kind}, not {quoted(name)}.")


# -- one request -----------------------------------------------------------------------------------

LATE = "no complete answer in time"


def _failures(library: Any) -> tuple[type[Exception], ...]:
    # ValueError: a name that cannot be encoded, or a proxy of an unknown kind. ImportError: a proxy
    # that needs a missing package. UserWarning: a malformed cookie, when the caller's client reads
    # cookies and warnings are errors.
    own = (library.HTTPError, library.InvalidURL)
    return (*own, OSError, ValueError, ImportError, UserWarning)


def _exchange(library: Any, client: httpx.Client, request: Request, deadline: float) -> Reply:
    answered: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()
    streams: list[Any] = []

    def work() -> None:
        try:
            answered.put(_send(library, client, request, deadline, streams))
        except BaseException as error:
            answered.put(error)

    # In a thread that can be abandoned: httpx's timeouts bound neither a slow drip of headers nor a
    # name lookup.
    run_there = copy_context().run
    Thread(target=run_there, args=(work,), name="oauth-presets", daemon=True).start()
    try:
        outcome = answered.get(timeout=max(0, deadline - time.monotonic()))
    except queue.Empty:
        for stream in filter(_is_own, streams):  # unblocks the thread
            with contextlib.suppress(OSError):
                stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        return Reply(problem=LATE)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


async def _aexchange(
    library: Any, client: httpx.AsyncClient, request: Request, deadline: float
) -> Reply:
    from anyio import move_on_after  # httpx is built on it

    streams: list[Any] = []
    with move_on_after(deadline - time.monotonic()):
        return await _asend(library, client, request, deadline, streams)
    # httpcore leaves a connection open when it is cancelled during a TLS handshake.
    for stream in filter(_is_own, streams):
        await stream.aclose()
    return Reply(problem=LATE)


def _send(
    library: Any, client: httpx.Client, request: Request, deadline: float, streams: list[Any]
) -> Reply:
    def trace(event: str, info: Mapping[str, Any]) -> None:
        _watch(library, event, info, deadline, streams)

    try:
        message = _message(library, request, deadline, trace)
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
    except _failures(library) as error:
        return Reply(problem=_failure(library, error))


async def _asend(
    library: Any,
    client: httpx.AsyncClient,
    request: Request,
    deadline: float,
    streams: list[Any],
) -> Reply:
    async def trace(event: str, info: Mapping[str, Any]) -> None:
        _watch(library, event, info, deadline, streams)

    try:
        message = _message(library, request, deadline, trace)
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
    except _failures(library) as error:
        return Reply(problem=_failure(library, error))


def _watch(
    library: Any, event: str, info: Mapping[str, Any], deadline: float, streams: list[Any]
) -> None:
    """Keep each connection as it is made; stop an abandoned thread before it sends anything."""
    if event.endswith(("connect_tcp.complete", "start_tls.complete")):
        streams[:] = [info["return_value"]]
    sending = ("connect_tcp.started", "start_tls.started", "send_request_headers.started")
    if event.endswith(sending) and time.monotonic() > deadline:
        raise library.ReadTimeout(LATE)


def _is_own(stream: Any) -> bool:
    """Tell whether a connection serves one request at a time, unlike HTTP/2."""
    tls = stream.get_extra_info("ssl_object")
    return tls is None or tls.selected_alpn_protocol() != "h2"


def _message(
    library: Any, request: Request, deadline: float, trace: Callable[..., Any]
) -> httpx.Request:
    """Return the request to send, without the headers and cookies of the caller's client."""
    url = library.URL(request.url)
    if url.scheme != "https" and not (url.scheme == "http" and url.host in LOOPBACK):
        raise DestinationRefusedError(f"{url.scheme}://{url.host} is refused: https is required")
    left = deadline - time.monotonic()
    if left <= 0:
        raise library.ReadTimeout(LATE)
    message: httpx.Request = library.Request(
        request.method,
        url,
        headers={
            "Accept": request.accept,
            "Accept-Encoding": "identity",
            "User-Agent": f"oauth-presets/{__version__}",
        },
        content=_content(request) if request.method == "POST" else None,
        extensions={
            "timeout": library.Timeout(left, connect=min(left, CONNECT_TIMEOUT)).as_dict(),
            "trace": trace,
        },
    )
    message.headers.update(request.headers)
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
    """Return all but the body, and why the body cannot be read, if so."""
    headers = response.headers
    encoding = headers.get("content-encoding", "identity")
    problem = ""
    if response.status_code in request.read and encoding.strip().lower() != "identity":
        problem = f"the body is encoded as {quoted(encoding)}, although identity was requested"
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


def _failure(library: Any, error: Exception) -> str:
    if isinstance(error, DestinationRefusedError):
        return str(error)
    if isinstance(error, library.ConnectTimeout):
        return "no connection in time"
    if isinstance(error, library.TimeoutException):
        return LATE
    if isinstance(error, socket.gaierror):
        return f"the name does not resolve ({error.strerror})"
    return described(error).encode("ascii", "backslashreplace").decode().rstrip(".")
