"""The loopback flow of a native app (RFC 8252): browser, receiver, token."""

import contextlib
import time
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from inspect import isawaitable
from threading import TIMEOUT_MAX, Thread
from typing import TYPE_CHECKING

from pydantic import SecretStr

from ..core.preset import Preset
from ..errors import ArgumentError, LoginError
from ..metadata.well_known import discover
from ..safe_http.exchange import TIMEOUT as METADATA_TIMEOUT
from ..safe_http.exchange import Network, arun, run
from ..safe_http.messages import Steps
from ..util.concealed import conceal_locals
from .authorization_response import claimed_error
from .flow import Flow, start
from .receiver import Receiver
from .redeem import TOKEN_TIMEOUT
from .result_page import page
from .token_request import ClientAuth
from .token_response import Token

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

TIMEOUT = 120.0
"""Default seconds for a sign-in, including what the user does."""

LAST_SECONDS = 5.0
"""Seconds that a request always has, however little of the whole is left."""


@dataclass(frozen=True, slots=True)
class Login:
    """The result of a sign-in.

    Args:
        token: the token.
        asked: the requested scopes.
        seconds: how long each step took: `metadata` if the preset names an issuer, `browser`,
            `token`.
        notes: what departs from the standard.
    """

    token: Token
    asked: tuple[str, ...]
    seconds: Mapping[str, float]
    notes: tuple[str, ...] = ()

    @property
    def granted(self) -> tuple[str, ...]:
        """The granted scopes: those requested, if the provider does not say."""
        return self.asked if self.token.scopes is None else self.token.scopes


def open_browser(flow: Flow) -> None:
    """Open the authorization URL in the system browser.

    Raises:
        LoginError: there is none.
    """
    opened: list[bool] = []
    # A browser in a terminal, and some commands in $BROWSER, return only when the user is done.
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
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None = None,
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: ClientAuth | None = None,
    port: int = 0,
    path: str | None = None,
    show: Callable[[Flow], object] = open_browser,
    timeout: float = TIMEOUT,
    client: "httpx.Client | None" = None,
    **network: "Unpack[Network]",
) -> Login:
    """Sign in: open a browser, receive the code on loopback, redeem it.

    The port is closed when this returns or raises, even on Ctrl-C.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables, such as `{"tenant": "contoso"}`.
        client_id: the client identifier that the provider issued.
        client_secret: the client secret, if the provider issued one; that of a native app is not
            confidential (RFC 8252).
        scopes: as for `build_oauth`, like the next four arguments.
        token_params: extra parameters of the token requests.
        auth_method: how to authenticate at the token endpoint, instead of the preset's way.
        port: the port to listen on; 0 for any free one, which servers that follow RFC 8252
            section 7.3 accept.
        path: the path of the redirect URI, if one is registered; by default a random one, or the
            preset's name with a fixed port.
        show: takes the user to `flow.authorization_url`, once the port is open. By default it
            opens the system browser.
        timeout: seconds for everything together; a code that arrives at the last moment still has
            5 s to be redeemed.
        client: the caller's own client for the token endpoint and the metadata, which then decides
            how to connect.
        network: `allow_private`, `use_proxy` and `ssl_context`; see `Network`.

    Raises:
        VariableError: a variable is missing or unknown, or its value is refused.
        ScopeError: a scope argument is malformed or contradicts another one.
        ArgumentError: a credential or a parameter is refused.
        LoginError: no token was issued; `step` says where it failed.
    """
    clock = _Clock(timeout)
    with Receiver(preset.name, port=port, path=path) as receiver:
        flow = start(
            preset,
            variables,
            client_id=client_id,
            client_secret=client_secret,
            redirect_uri=receiver.redirect_uri,
            scopes=scopes,
            add_scopes=add_scopes,
            scope_set=scope_set,
            offline=offline,
            authorize_params=authorize_params,
            token_params=token_params,
            auth_method=auth_method,
        )
        sign_in = _SignIn(flow, receiver, clock)
        flow = run(
            sign_in.before(),
            client=client,
            allow_loopback=preset.allow_loopback,
            timeout=clock.left(METADATA_TIMEOUT),
            **network,
        )
        show(flow)
        return run(
            sign_in.after(receiver.wait(clock.remaining())),
            client=client,
            allow_loopback=preset.allow_loopback,
            timeout=clock.left(TOKEN_TIMEOUT),
            **network,
        )


@conceal_locals
async def alogin(
    preset: Preset,
    variables: Mapping[str, str] | None = None,
    *,
    client_id: str | SecretStr,
    client_secret: str | SecretStr | None = None,
    scopes: Iterable[str] | None = None,
    add_scopes: Iterable[str] = (),
    scope_set: str | None = None,
    offline: bool = True,
    authorize_params: Mapping[str, str | None] | None = None,
    token_params: Mapping[str, str] | None = None,
    auth_method: ClientAuth | None = None,
    port: int = 0,
    path: str | None = None,
    show: Callable[[Flow], object] = open_browser,
    timeout: float = TIMEOUT,
    client: "httpx.AsyncClient | None" = None,
    **network: "Unpack[Network]",
) -> Login:
    """Sign in; `login` documents the arguments. `show` may be a coroutine function."""
    from anyio import sleep  # httpx depends on it

    clock = _Clock(timeout)
    async with _aclosing(Receiver(preset.name, port=port, path=path)) as receiver:
        flow = start(
            preset,
            variables,
            client_id=client_id,
            client_secret=client_secret,
            redirect_uri=receiver.redirect_uri,
            scopes=scopes,
            add_scopes=add_scopes,
            scope_set=scope_set,
            offline=offline,
            authorize_params=authorize_params,
            token_params=token_params,
            auth_method=auth_method,
        )
        sign_in = _SignIn(flow, receiver, clock)
        flow = await arun(
            sign_in.before(),
            client=client,
            allow_loopback=preset.allow_loopback,
            timeout=clock.left(METADATA_TIMEOUT),
            **network,
        )
        shown = show(flow)
        if isawaitable(shown):
            await shown
        # Polling, here and in _aclosing: a waiting thread would outlive a cancellation.
        while not receiver.received and clock.remaining():
            await sleep(0.05)
        return await arun(
            sign_in.after(receiver.wait(0)),
            client=client,
            allow_loopback=preset.allow_loopback,
            timeout=clock.left(TOKEN_TIMEOUT),
            **network,
        )


# -- shared by both --------------------------------------------------------------------------------


class _SignIn:
    """A sign-in without the waiting: what precedes the browser, and what follows it."""

    def __init__(self, flow: Flow, receiver: Receiver, clock: "_Clock") -> None:
        self._flow, self._receiver, self._clock = flow, receiver, clock
        self._notes: tuple[str, ...] = ()
        self._claim = ""

    def before(self) -> Steps[Flow]:
        """Ask whether the issuer names itself in its responses (RFC 9207 section 3), then wait."""
        issuer = self._flow.issuer
        if issuer is not None:
            found = yield from discover(issuer)
            document = found.metadata.document if found.metadata else {}
            member = "authorization_response_iss_parameter_supported"
            self._flow = replace(self._flow, iss_advertised=document.get(member) is True)
            if found.metadata is None:
                self._notes = (
                    f"{issuer} publishes no usable metadata, so whether its responses must name it "
                    "is unknown (RFC 9207).",
                )
            self._clock.lap("metadata")
        self._receiver.expect(self._is_response)
        return self._flow

    def after(self, query: str | None) -> Steps[Login]:
        """Redeem the response, and tell the browser the result."""
        if query is None:
            raise self._no_response()
        self._clock.lap("browser")
        try:
            token = yield from self._flow.exchange(query)
        except LoginError as error:
            self._receiver.finish(page("failed", "The sign-in failed", str(error)))
            raise
        title = f"Signed in to {self._flow.endpoint.preset.title}"
        self._receiver.finish(page("done", title, "A token was issued; it is not stored here."))
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
            "register this one; if the time is too short, allow more."
        )
        if self._claim:
            text += (
                f" A request without a state, which anybody can send, claimed: {self._claim}. It "
                "was not trusted, but may be the provider's reason."
            )
        return LoginError(text, step="receiver")


class _Clock:
    """Counts down from a timeout, and keeps how long each step took."""

    def __init__(self, timeout: float) -> None:
        if not isinstance(timeout, int | float) or not 0 < timeout <= TIMEOUT_MAX:
            raise ArgumentError(
                f"timeout= takes a positive number of seconds, not {timeout!r:.40}."
            )
        self._lap = time.monotonic()
        self._deadline = self._lap + timeout
        self.seconds: dict[str, float] = {}

    def left(self, at_most: float) -> float:
        """Return how many seconds a request has."""
        return max(LAST_SECONDS, min(at_most, self.remaining()))

    def remaining(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    def lap(self, name: str) -> None:
        """Note that a step ended."""
        now = time.monotonic()
        self.seconds[name], self._lap = now - self._lap, now


@contextlib.asynccontextmanager
async def _aclosing(receiver: Receiver) -> AsyncIterator[Receiver]:
    """Open a receiver, and close it without blocking the event loop."""
    from anyio import CancelScope, sleep

    receiver.__enter__()
    try:
        yield receiver
    finally:
        receiver.stop()
        with CancelScope(shield=True):
            while receiver.open:
                await sleep(0.02)
