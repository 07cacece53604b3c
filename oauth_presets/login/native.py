"""The authorization code flow of a native app (RFC 8252): browser, response, token."""

import contextlib
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from inspect import isawaitable
from threading import TIMEOUT_MAX, Thread
from typing import TYPE_CHECKING

from ..core.configuration import Configuration
from ..errors import ArgumentError, LoginError
from ..metadata.well_known import discover
from ..safe_http.exchange import TIMEOUT as METADATA_TIMEOUT
from ..safe_http.exchange import Network
from ..safe_http.messages import Steps
from ..util.concealed import conceal_locals
from .authorization_response import claimed_error
from .client import check_client
from .flow import Flow, start
from .loopback import LoopbackHost, authority, check_loopback, check_redirect
from .receiver import Receiver
from .redeem import TOKEN_TIMEOUT, arun_steps, run_steps
from .result_page import page
from .terminal import Terminal
from .token import Token

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

TIMEOUT = 120.0
"""Default seconds for a sign-in, including the user's part."""

LAST_SECONDS = 5.0
"""The least seconds that a request has, however little is left of the timeout."""


@dataclass(frozen=True, slots=True)
class Login:
    """The result of a sign-in.

    Args:
        token: the token.
        asked: the requested scopes.
        seconds: how long each step took: `metadata` if it was fetched, `browser` and `token`.
        notes: deviations from the standard.
    """

    token: Token
    asked: tuple[str, ...]
    seconds: Mapping[str, float]
    notes: tuple[str, ...] = ()

    @property
    def granted(self) -> tuple[str, ...]:
        """The granted scopes; the requested ones if the provider names none."""
        return self.asked if self.token.scopes is None else self.token.scopes


def open_browser(flow: Flow) -> None:
    """Open the authorization URL in the system browser.

    Raises:
        LoginError: no browser could be opened.
    """
    opened: list[bool] = []
    # A browser in a terminal, or a command in $BROWSER, may return only when the user is done.
    thread = Thread(
        target=lambda: opened.append(webbrowser.open(flow.authorization_url)), daemon=True
    )
    thread.start()
    thread.join(2.0)
    if opened == [False]:
        raise LoginError(
            "No browser could be opened. Show the authorization URL to the user instead (show=, "
            "or --print-url on the command line).",
            step="authorization",
        )


@conceal_locals
def login(
    config: Configuration,
    *,
    host: LoopbackHost = "127.0.0.1",
    port: int = 0,
    path: str | None = None,
    paste: bool = False,
    redirect_uri: str | None = None,
    show: Callable[[Flow], object] = open_browser,
    timeout: float = TIMEOUT,
    client: "httpx.Client | None" = None,
    **network: "Unpack[Network]",
) -> Login:
    """Sign in: open a browser, receive the code on loopback and redeem it.

    The port is closed when this returns or raises, even on Ctrl-C.

    Args:
        config: a configuration with a client identifier. The client secret of a native app is not
            confidential (RFC 8252).
        host: where to listen: `127.0.0.1`, `::1`, or `localhost` for both.
        port: the port to listen on; 0 for any free port, which servers that follow RFC 8252
            section 7.3 accept.
        path: the registered path of the redirect URI. By default it is random or, with a fixed
            port, the preset's name.
        paste: instead of listening, ask at the terminal for the URL that the browser was sent to.
            It needs `redirect_uri` or `port`, and PKCE or a client secret.
        redirect_uri: with `paste`, the registered redirect URI, wherever it leads.
        show: takes the user to `flow.authorization_url` once the port is open. By default it opens
            the system browser.
        timeout: seconds for everything together. A code that arrives at the last moment still gets
            5 s to be redeemed. Input at a terminal is not interrupted, but refused if it is late.
        client: the caller's own client for the token endpoint and the metadata, which then decides
            how to connect. Its headers, credentials and cookies are not sent.
        network: `allow_private`, `use_proxy` and `ssl_context`; see `Network`.

    Raises:
        ArgumentError: the configuration cannot be used, an argument is refused, or the provider is
            known not to accept such a redirect URI.
        LoginError: no token was issued; `step` says where it failed.
    """
    clock = _Clock(timeout)
    with _source(config, host, port, path, paste, redirect_uri) as source:
        sign_in = _SignIn(config, source, clock)
        flow = run_steps(sign_in.before(), config, client, clock.left(METADATA_TIMEOUT), network)
        show(flow)
        return run_steps(
            sign_in.after(source.wait(clock.remaining())),
            config,
            client,
            clock.left(TOKEN_TIMEOUT),
            network,
        )


@conceal_locals
async def alogin(
    config: Configuration,
    *,
    host: LoopbackHost = "127.0.0.1",
    port: int = 0,
    path: str | None = None,
    paste: bool = False,
    redirect_uri: str | None = None,
    show: Callable[[Flow], object] = open_browser,
    timeout: float = TIMEOUT,
    client: "httpx.AsyncClient | None" = None,
    **network: "Unpack[Network]",
) -> Login:
    """Sign in; `login` documents the arguments. `show` may be a coroutine function."""
    clock = _Clock(timeout)
    source = _source(config, host, port, path, paste, redirect_uri)
    async with _opened(source) as opened:
        sign_in = _SignIn(config, opened, clock)
        flow = await arun_steps(
            sign_in.before(), config, client, clock.left(METADATA_TIMEOUT), network
        )
        shown = show(flow)
        if isawaitable(shown):
            await shown
        return await arun_steps(
            sign_in.after(await _response(opened, clock)),
            config,
            client,
            clock.left(TOKEN_TIMEOUT),
            network,
        )


# -- shared by both --------------------------------------------------------------------------------


def _source(
    config: Configuration,
    host: LoopbackHost,
    port: int,
    path: str | None,
    paste: bool,
    redirect_uri: str | None,
) -> Receiver | contextlib.nullcontext[Terminal]:
    """Return the source of the response, after checking that the provider accepts its URI."""
    check_client(config)
    receiver = Receiver(config.preset.name, host=host, port=port, path=path)
    if redirect_uri is None:
        check_loopback(config.preset, host, port)
    else:
        check_redirect(config.preset, redirect_uri)
    if not paste:
        if redirect_uri is not None:
            raise ArgumentError(
                "redirect_uri= needs paste=True: nothing listens there. For the redirect URI of a "
                "web application, use start() and finish()."
            )
        return receiver
    if redirect_uri is None and not port:
        raise ArgumentError(
            "paste=True needs the registered redirect URI: pass redirect_uri=, or port= for one "
            "on this machine."
        )
    if not config.pkce and config.auth_method == "none":
        raise ArgumentError(
            "paste=True needs PKCE or a client secret: a pasted code may come from anyone."
        )
    if redirect_uri is None:
        redirect_uri = f"http://{authority(host)}:{port}{receiver.path}"
    return contextlib.nullcontext(Terminal(redirect_uri))


class _SignIn:
    """The protocol steps of a sign-in before and after the browser, without the waiting."""

    def __init__(self, config: Configuration, source: Receiver | Terminal, clock: "_Clock") -> None:
        self._source, self._clock = source, clock
        lifetime = clock.remaining() + LAST_SECONDS
        self._flow = start(config, redirect_uri=source.redirect_uri, seconds=lifetime)
        self._notes: tuple[str, ...] = ()
        self._claim = ""

    def before(self) -> Steps[Flow]:
        """Learn whether responses must name the issuer (RFC 9207 section 3); begin to wait."""
        config = self._flow.config
        issuer = config.issuer
        if issuer is not None and config.preset.authorization_response.iss is None:
            metadata = (yield from discover(issuer)).metadata
            document = metadata.document if metadata else {}
            member = "authorization_response_iss_parameter_supported"
            self._flow = replace(self._flow, iss_advertised=document.get(member) is True)
            if metadata is None:
                self._notes = (
                    f"{issuer} publishes no usable metadata, so whether its responses must name it "
                    "is unknown (RFC 9207).",
                )
            self._clock.lap("metadata")
        self._source.expect(self._is_response)
        return self._flow

    def after(self, response: str | None) -> Steps[Login]:
        """Redeem the response and show the result in the browser."""
        if response is None:
            raise self._no_response()
        self._clock.lap("browser")
        try:
            token = yield from self._flow.exchange(response)
        except LoginError as error:
            self._source.finish(page("failed", "The sign-in failed", str(error)))
            raise
        title = f"Signed in to {self._flow.config.preset.title}"
        self._source.finish(page("done", title, "A token was issued; it is not stored here."))
        self._clock.lap("token")
        notes = (*self._notes, *token.notes)
        return Login(token, self._flow.scopes, self._clock.seconds, notes)

    def _is_response(self, query: str) -> bool:
        self._claim = self._claim or claimed_error(query)
        return self._flow.is_answered_by(query)

    def _no_response(self) -> LoginError:
        uri = self._flow.redirect_uri
        text = (
            f"No response arrived in time at {uri}. If the provider refuses the redirect URI, "
            "register this one; if you need more time, allow more."
        )
        if self._claim:
            text += (
                f" A request without a state, which anyone can send, claimed: {self._claim}. It "
                "was not trusted, but may be the provider's reason."
            )
        return LoginError(text, step="receiver")


class _Clock:
    """Counts down from a timeout and records how long each step took."""

    def __init__(self, timeout: float) -> None:
        if not isinstance(timeout, int | float) or not 0 < timeout <= TIMEOUT_MAX:
            raise ArgumentError(
                f"timeout= takes a positive number of seconds, not {timeout!r:.40}."
            )
        self._lap = time.monotonic()
        self._deadline = self._lap + timeout
        self.seconds: dict[str, float] = {}

    def left(self, at_most: float) -> float:
        """Return the seconds for a request: at least `LAST_SECONDS`."""
        return max(LAST_SECONDS, min(at_most, self.remaining()))

    def remaining(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def lap(self, name: str) -> None:
        """Record the end of a step."""
        now = time.monotonic()
        self.seconds[name], self._lap = now - self._lap, now


@contextlib.asynccontextmanager
async def _opened(
    source: Receiver | contextlib.nullcontext[Terminal],
) -> AsyncIterator[Receiver | Terminal]:
    """Open a source, and close it without blocking the event loop."""
    from anyio import CancelScope, sleep

    opened = source.__enter__()
    try:
        yield opened
    finally:
        if isinstance(opened, Receiver):
            opened.stop()
            with CancelScope(shield=True):
                while opened.open:
                    await sleep(0.02)


async def _response(source: Receiver | Terminal, clock: _Clock) -> str | None:
    """Wait for the response without blocking the event loop."""
    from anyio import sleep  # httpx depends on it

    if isinstance(source, Receiver):
        # Polling, here and in _opened: a waiting thread would outlive a cancellation.
        while not source.received and clock.remaining():
            await sleep(0.05)
        return source.wait(0)
    pasted: Future[str] = Future()

    def read() -> None:
        try:
            pasted.set_result(source.wait(0))
        except BaseException as error:
            pasted.set_exception(error)

    # A thread that reads a terminal cannot be stopped; a daemon does not keep the process alive.
    Thread(target=read, name="oauth-presets-terminal", daemon=True).start()
    while not pasted.done() and clock.remaining():
        await sleep(0.05)
    return pasted.result() if pasted.done() else None
