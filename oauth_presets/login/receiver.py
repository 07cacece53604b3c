"""Receive one authorization response on loopback (RFC 8252 section 7.3).

A small HTTP server in its own thread accepts one GET of one path, hands over its query and
redirects the browser to a page without the code in its URL. All other requests get an error and
change nothing: anyone on the machine, and any page in its browser, can reach the port.
"""

import asyncio
import contextlib
import errno
import re
import secrets
import socket
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures import TimeoutError as WaitedInVainError
from threading import Thread
from types import TracebackType
from typing import NamedTuple

import h11

from ..errors import ArgumentError, LoginError
from .loopback import LoopbackHost, authority
from .result_page import HEADERS, page

EXCHANGE_TIMEOUT = 5.0
"""Seconds for a client to send its request, and to read the answer."""

LINGER = 2.0
"""Seconds for the browser to fetch the result page at the end."""

# Headers of requests that browsers send speculatively, before the user asks for the page.
_SPECULATIVE = {b"sec-purpose", b"purpose", b"x-purpose", b"x-moz"}

_NOT_FOUND = page("refused", "Not found", "A sign-in is waiting for its response elsewhere.")
_NOT_OURS = page(
    "refused",
    "This is not the response",
    "It does not belong to the sign-in in progress and was ignored.",
    "Return to the provider's page, or begin the sign-in again.",
)
_USED = page("refused", "Already used", "A sign-in accepts one response and has received it.")


class _Answer(NamedTuple):
    status: int
    body: bytes
    location: str = ""
    is_result: bool = False
    """Whether this is the result page."""


class Receiver:
    """A redirect URI on loopback that waits for one response.

    It is a context manager: the port and the thread exist only within the block.

    Args:
        name: the preset's name. Each provider and each sign-in has its own path, so a response to
            one is never taken for a response to another.
        host: where to listen. `localhost` means 127.0.0.1 and [::1] at the same port; [::1] is left
            out only if the machine lacks it.
        port: 0 for any free port.
        path: the path. By default it ends in a random segment; with a fixed port, which is likely
            to be registered, it is the preset's name.

    Raises:
        ArgumentError: the port or the path is malformed.
        LoginError: the port is not available.
    """

    redirect_uri: str
    """The redirect URI; set within the block."""

    def __init__(
        self,
        name: str,
        *,
        host: LoopbackHost = "127.0.0.1",
        port: int = 0,
        path: str | None = None,
    ) -> None:
        if not isinstance(port, int) or not 0 <= port <= 65535:
            raise ArgumentError(f"port= takes a number from 0 to 65535, not {port!a:.40}.")
        if path is None:
            path = f"/{name}" if port else f"/{name}/{secrets.token_urlsafe(16)}"
        elif not isinstance(path, str) or not re.fullmatch(r"(/[A-Za-z0-9._~-]+)*/?", path or "?"):
            raise ArgumentError(
                "path= takes '/', or segments of letters, digits and . _ ~ -, each after a '/', "
                f"not {path!a:.80}."
            )
        self._host, self._port = host, port
        self.path, self._page_path = path, f"{path.rstrip('/')}/done"
        self._is_response: Callable[[str], bool] = lambda _: False
        self._received: Future[str] = Future()

    def __enter__(self) -> "Receiver":
        self._sockets = _listen(self._host, self._port)
        port = self._sockets[0].getsockname()[1]
        self._authority = f"{authority(self._host)}:{port}"
        self.redirect_uri = f"http://{self._authority}{self.path}"
        self._loop = asyncio.new_event_loop()
        self._stopping, self._page_fetched = asyncio.Event(), asyncio.Event()
        self._page: asyncio.Future[bytes] = self._loop.create_future()
        self._thread = Thread(target=self._work, name="oauth-presets-receiver", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def stop(self) -> None:
        """Start to close the port and end the thread.

        After `finish`, the browser has `LINGER` seconds to fetch the page.
        """
        self._received.cancel()
        with contextlib.suppress(RuntimeError):  # the loop is closed: stopped before
            self._loop.call_soon_threadsafe(self._stopping.set)

    def close(self) -> None:
        """Close the port and end the thread."""
        self.stop()
        self._thread.join()

    @property
    def open(self) -> bool:
        """Whether the port and the thread still exist."""
        return self._thread.is_alive()

    def expect(self, is_response: Callable[[str], bool]) -> None:
        """Begin to wait.

        Args:
            is_response: tells whether a query is the response. The first match ends the wait; all
                other queries are refused.
        """
        self._is_response = is_response

    @property
    def received(self) -> bool:
        """Whether the response has arrived."""
        return self._received.done()

    def wait(self, timeout: float) -> str | None:
        """Wait up to `timeout` seconds for the response; return its query, or None."""
        deadline = time.monotonic() + timeout
        while True:
            # Short waits, because on Windows Ctrl-C does not interrupt a wait.
            left = deadline - time.monotonic()
            with contextlib.suppress(WaitedInVainError, CancelledError):
                return self._received.result(min(max(left, 0), 0.5))
            if left <= 0 or self._received.cancelled():
                return None

    def finish(self, page: bytes) -> None:
        """Send the waiting browser the result page."""
        self._loop.call_soon_threadsafe(self._page.set_result, page)

    # -- in the thread ---------------------------------------------------------------------------

    def _work(self) -> None:
        with contextlib.closing(self._loop):
            self._loop.run_until_complete(self._serve())

    async def _serve(self) -> None:
        servers = [await asyncio.start_server(self._connected, sock=s) for s in self._sockets]
        await self._stopping.wait()
        if self._page.done():
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._page_fetched.wait(), LINGER)
        for server in servers:
            server.close()
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await asyncio.sleep(0)  # lets the transports close their sockets

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            connection = h11.Connection(h11.SERVER)
            request = await asyncio.wait_for(_request(connection, reader), EXCHANGE_TIMEOUT)
            answer = await self._answer(request)
            writer.write(_message(connection, request.method, answer))
            writer.close()  # once it is written
            await asyncio.wait_for(writer.wait_closed(), EXCHANGE_TIMEOUT)
            if answer.is_result:
                self._page_fetched.set()
        except (OSError, EOFError, asyncio.TimeoutError, h11.ProtocolError):
            pass  # the client left, is too slow, or does not speak HTTP
        finally:
            writer.transport.abort()

    async def _answer(self, request: h11.Request) -> _Answer:
        path, _, query = request.target.decode("ascii").partition("?")
        if not self._is_navigation(request):
            return _Answer(404, _NOT_FOUND)
        if path == self._page_path and not query and self.received:
            return _Answer(200, await asyncio.shield(self._page), is_result=True)
        if path != self.path:
            return _Answer(404, _NOT_FOUND)
        if self.received:
            return _Answer(410, _USED)
        if not self._is_response(query):
            return _Answer(400, _NOT_OURS)
        with contextlib.suppress(InvalidStateError):  # `stop` was called at the same moment
            self._received.set_result(query)
        return _Answer(303, b"", location=self._page_path)

    def _is_navigation(self, request: h11.Request) -> bool:
        """Tell whether the user's browser means to GET a page of exactly this host.

        Another Host means that a foreign name was pointed at this machine (DNS rebinding).
        """
        headers = dict(request.headers)
        return (
            request.method == b"GET"
            and [value for name, value in request.headers if name == b"host"]
            == [self._authority.encode()]
            and _SPECULATIVE.isdisjoint(headers)
            and headers.get(b"content-length", b"0") == b"0"
            and b"transfer-encoding" not in headers
        )


_ADDRESSES: dict[LoopbackHost, list[tuple[socket.AddressFamily, str]]] = {
    "127.0.0.1": [(socket.AF_INET, "127.0.0.1")],
    "::1": [(socket.AF_INET6, "::1")],
    "localhost": [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")],
}

_NO_SUCH_ADDRESS = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)
"""The errors on a machine that lacks an address."""


def _listen(host: LoopbackHost, port: int) -> list[socket.socket]:
    """Listen on all addresses of a host, on the same port."""
    for attempt in range(20):
        sockets: list[socket.socket] = []
        try:
            for family, address in _ADDRESSES[host]:
                same_port = sockets[0].getsockname()[1] if sockets else port
                try:
                    sockets.append(socket.create_server((address, same_port), family=family))
                except OSError as error:
                    # If [::1] is taken, its owner would get what a browser sends to localhost.
                    if not sockets or error.errno not in _NO_SUCH_ADDRESS:
                        raise
        except OSError as error:
            for opened in sockets:
                opened.close()
            if sockets and not port and attempt < 19:  # free at one address, taken at the other
                continue
            raise LoginError(
                f"Cannot listen on {host}, port {port or 'any'}: {error.strerror}."
                + (" Choose another port, or 0 for any free one." if port else ""),
                step="receiver",
            ) from None
        return sockets
    raise AssertionError  # the last attempt returns or raises


async def _request(connection: h11.Connection, reader: asyncio.StreamReader) -> h11.Request:
    while True:
        event = connection.next_event()
        if isinstance(event, h11.Request):
            return event
        if event is not h11.NEED_DATA:
            raise EOFError
        connection.receive_data(await reader.read(4096))


def _message(connection: h11.Connection, method: bytes, answer: _Answer) -> bytes:
    headers = [*HEADERS, ("Content-Length", str(len(answer.body)))]
    if answer.location:
        headers.append(("Location", answer.location))
    parts = (
        h11.Response(status_code=answer.status, headers=headers),
        h11.Data(data=b"" if method == b"HEAD" else answer.body),
        h11.EndOfMessage(),
    )
    return b"".join(connection.send(part) or b"" for part in parts)
