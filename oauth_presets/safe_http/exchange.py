"""Carry out requests to untrusted servers.

Redirects are not followed, compressed bodies are refused, a body is limited to 64 KiB, and one
deadline bounds everything. URLs must be https, or http to 127.0.0.1 or [::1]. `transport` makes the
connections. A caller's own client may come from httpx2, which has the same interface but accepts
only its own requests.
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
from ..util.text import described, quoted
from .messages import FORM, Reply, Request, Steps
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
"""Default seconds for all requests of a generator together."""

CONNECT_TIMEOUT = 3.0
"""Seconds to open a connection, within that time."""

MAX_BODY = 64 * 1024
"""The most bytes of a body that are accepted."""


class Network(TypedDict, total=False):
    """How to connect; ignored if the caller passes a client.

    Args:
        allow_private: allow connections to addresses that are not public.
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
    """Send the requests that a generator yields, pass it the replies, and return its result.

    If a server fails, the reply says so; no exception is raised. Nothing is sent after this
    returns.

    Args:
        steps: the generator.
        client: the caller's own client, which then decides how to connect. Its headers,
            credentials and cookies are not sent, and redirects are not followed.
        allow_loopback: allow connections to 127.0.0.1 and [::1] if the URL names them literally.
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
            reply = _exchange(client, _Call(library, request, deadline))


async def arun(
    steps: Steps[T],
    *,
    client: httpx.AsyncClient | None = None,
    allow_loopback: bool = False,
    timeout: float = TIMEOUT,
    **network: "Unpack[Network]",
) -> T:
    """Send the requests that a generator yields; `run` documents the arguments."""
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
            reply = await _aexchange(client, _Call(library, request, deadline))


def _deadline(timeout: float) -> float:
    if not isinstance(timeout, int | float) or not 0 < timeout <= TIMEOUT_MAX:
        raise ArgumentError(f"timeout= takes a positive number of seconds, not {timeout!r:.40}.")
    return time.monotonic() + timeout


def _library(client: object, kind: str) -> Any:
    """Return the library that the caller's client comes from: httpx or httpx2.

    Raises:
        ArgumentError: it comes from neither.
    """
    for library in filter(None, (httpx, sys.modules.get("httpx2"))):
        if client is None or isinstance(client, getattr(library, kind)):
            return library
    name = f"{type(client).__module__}.{type(client).__qualname__}"
    raise ArgumentError(f"client= takes an httpx.{kind} or an httpx2.{kind}, not {quoted(name)}.")


# -- one request -----------------------------------------------------------------------------------

LATE = "no complete answer in time"


class _Call:
    """One request in progress: what sending it with a sync and an async client has in common."""

    def __init__(self, library: Any, request: Request, deadline: float) -> None:
        self._library, self._request, self._deadline = library, request, deadline
        self._connection: Any = None
        # ValueError: a name that cannot be encoded, or a proxy of an unknown kind. ImportError: a
        # proxy that needs a missing package. UserWarning: a malformed cookie, when the caller's
        # client reads cookies and warnings are errors.
        own = (library.HTTPError, library.InvalidURL)
        self.failures = (*own, OSError, ValueError, ImportError, UserWarning)

    @property
    def left(self) -> float:
        """Seconds until the deadline; negative after it."""
        return self._deadline - time.monotonic()

    @property
    def own_connection(self) -> Any:
        """The connection, unless it serves several requests at a time (HTTP/2); else None."""
        if self._connection is None:
            return None
        tls = self._connection.get_extra_info("ssl_object")
        shared = tls is not None and tls.selected_alpn_protocol() == "h2"
        return None if shared else self._connection

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Record each new connection; stop an abandoned thread before it sends anything."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._connection = info["return_value"]
        sending = ("connect_tcp.started", "start_tls.started", "send_request_headers.started")
        if event.endswith(sending) and self.left < 0:
            raise self._library.ReadTimeout(LATE)

    async def atrace(self, event: str, info: Mapping[str, Any]) -> None:
        self.trace(event, info)

    def message(self, trace: Callable[..., Any]) -> httpx.Request:
        """Return the request to send, without the headers and cookies of the caller's client."""
        library, request = self._library, self._request
        url = library.URL(request.url)
        if url.scheme != "https" and not (url.scheme == "http" and url.host in LOOPBACK):
            raise DestinationRefusedError(
                f"{url.scheme}://{url.host} is refused: https is required"
            )
        left = self.left
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

    def head(self, response: httpx.Response) -> Reply:
        """Return the reply without its body; `problem` says why the body cannot be read."""
        headers = response.headers
        encoding = headers.get("content-encoding", "identity")
        problem = ""
        if response.status_code in self._request.read and encoding.strip().lower() != "identity":
            problem = f"the body is encoded as {quoted(encoding)}, although identity was requested"
        return Reply(
            response.status_code,
            headers.get("content-type", ""),
            headers.get("location", ""),
            problem=problem,
        )

    def wants_body(self, head: Reply) -> bool:
        return head.status in self._request.read and not head.problem

    def is_over(self, body: bytearray) -> bool:
        """Tell whether to stop reading: the body is too long, or the time is up."""
        return len(body) > MAX_BODY or self.left < 0

    def reply(self, head: Reply, body: bytearray) -> Reply:
        if len(body) > MAX_BODY:
            return replace(head, problem=f"the body is longer than {MAX_BODY} bytes")
        return Reply(problem=LATE) if self.left < 0 else replace(head, body=bytes(body))

    def problem(self, error: Exception) -> str:
        """Return what to tell the user about one of `failures`."""
        if isinstance(error, DestinationRefusedError):
            return str(error)
        if isinstance(error, self._library.ConnectTimeout):
            return "no connection in time"
        if isinstance(error, self._library.TimeoutException):
            return LATE
        if isinstance(error, socket.gaierror):
            return f"the name does not resolve ({error.strerror})"
        return described(error).encode("ascii", "backslashreplace").decode().rstrip(".")


def _content(request: Request) -> bytes:
    if request.as_json:
        return json.dumps(dict(request.form)).encode()
    return urlencode(request.form).encode()


def _exchange(client: httpx.Client, call: _Call) -> Reply:
    answered: queue.SimpleQueue[Reply | BaseException] = queue.SimpleQueue()

    def work() -> None:
        try:
            answered.put(_send(client, call))
        except BaseException as error:
            answered.put(error)

    # In a thread that can be abandoned: httpx's timeouts bound neither a slow drip of headers nor a
    # name lookup.
    run_in_context = copy_context().run
    Thread(target=run_in_context, args=(work,), name="oauth-presets", daemon=True).start()
    try:
        outcome = answered.get(timeout=max(0, call.left))
    except queue.Empty:
        if connection := call.own_connection:
            with contextlib.suppress(OSError):  # unblocks the thread
                connection.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
        return Reply(problem=LATE)
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


async def _aexchange(client: httpx.AsyncClient, call: _Call) -> Reply:
    from anyio import move_on_after  # httpx depends on it

    with move_on_after(call.left):
        return await _asend(client, call)
    if connection := call.own_connection:
        # httpcore leaves a connection open when it is cancelled during a TLS handshake.
        await connection.aclose()
    return Reply(problem=LATE)


def _send(client: httpx.Client, call: _Call) -> Reply:
    try:
        message = call.message(call.trace)
        response = client.send(message, stream=True, auth=None, follow_redirects=False)
        with contextlib.closing(response):
            head, body = call.head(response), bytearray()
            # The stream itself: iter_raw refuses one that httpx has read, as with MockTransport.
            stream = cast(httpx.SyncByteStream, response.stream)
            for chunk in stream if call.wants_body(head) else ():
                body += chunk
                if call.is_over(body):
                    break
            return call.reply(head, body)
    except call.failures as error:
        return Reply(problem=call.problem(error))


async def _asend(client: httpx.AsyncClient, call: _Call) -> Reply:
    try:
        message = call.message(call.atrace)
        response = await client.send(message, stream=True, auth=None, follow_redirects=False)
        async with contextlib.aclosing(response):
            head, body = call.head(response), bytearray()
            if call.wants_body(head):
                async for chunk in cast(httpx.AsyncByteStream, response.stream):
                    body += chunk
                    if call.is_over(body):
                        break
            return call.reply(head, body)
    except call.failures as error:
        return Reply(problem=call.problem(error))
