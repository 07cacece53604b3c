"""Sign in with a preset: the authorization code flow of a native app (RFC 8252), for real.

`login` opens the system browser, receives the response on loopback, and redeems the code. A web
application, which has a redirect URI of its own, uses the parts: `start`, and `finish` with the
query that came. `refresh` uses a refresh token. Each that waits has an async twin. Nothing is
stored, and no repr shows a secret.

It needs the extra `login`.
"""

import contextlib
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from inspect import isawaitable
from threading import TIMEOUT_MAX, Thread
from typing import TYPE_CHECKING

from pydantic import SecretStr

from ..core.preset import Preset
from ..errors import ArgumentError, LoginError
from ..metadata.checking import _discover
from ..safe_http.exchange import TIMEOUT as METADATA_TIMEOUT
from ..safe_http.exchange import Steps, arun, run
from ..util.concealed import Concealed
from .flow import Flow, start
from .receiver import Receiver
from .redeem import TOKEN_TIMEOUT, Network, afinish, arefresh, finish, refresh
from .result_page import page
from .token_request import ClientAuth
from .token_response import Token

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

__all__ = [
    "ClientAuth",
    "Flow",
    "Login",
    "LoginError",
    "Network",
    "Token",
    "afinish",
    "alogin",
    "arefresh",
    "finish",
    "login",
    "open_browser",
    "refresh",
    "start",
]

TIMEOUT = 120.0
"""Seconds for a sign-in, the person's part included, unless the caller says else."""

LAST_SECONDS = 5.0
"""Seconds that a request has, however little is left of the whole."""


@dataclass(frozen=True, slots=True)
class Login:
    """What came of a sign-in.

    Args:
        token: the token.
        asked: the scopes that were asked for.
        seconds: how long each step took: `metadata` where the issuer publishes them, `browser`,
            `token`.
        notes: what is worth knowing about it.
    """

    token: Token
    asked: tuple[str, ...]
    seconds: Mapping[str, float]
    notes: tuple[str, ...] = ()

    @property
    def granted(self) -> tuple[str, ...]:
        """The scopes that were granted: what was asked, where the provider does not say."""
        if self.token.scopes is None:
            return self.asked
        granted: list[str] = []
        for scope in self.token.scopes:
            # Some that take spaces answer with commas (GitHub); a scope may have one in it, too.
            granted += [scope] if scope in self.asked else scope.split(",")
        return tuple(dict.fromkeys(filter(None, granted)))


def open_browser(flow: Flow) -> None:
    """Open the authorization URL in the system browser.

    Raises:
        LoginError: there is none.
    """
    opened: list[bool] = []
    # A browser in a terminal, and some commands in $BROWSER, end when the person is done.
    thread = Thread(
        target=lambda: opened.append(webbrowser.open(flow.authorization_url)), daemon=True
    )
    thread.start()
    thread.join(2.0)
    if opened == [False]:
        raise LoginError(
            "No browser could be opened here. Show the authorization URL to the user instead "
            "(show=, or --print-url on the command line).",
            step="authorization",
        )


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

    The port is closed when this returns or raises, also by Ctrl-C.

    Args:
        preset: what `get_preset` returns.
        variables: values for the URLs' variables, such as `{"tenant": "contoso"}`.
        client_id: the client identifier that the provider gave.
        client_secret: the client secret, if the provider gave one; that of a native app is not
            confidential (RFC 8252).
        scopes: as for `build_oauth`, like the next four arguments.
        token_params: extra parameters of the token requests, where the provider needs them.
        auth_method: how to authenticate at the token endpoint, instead of the preset's way.
        port: the port to listen at; 0 for any free one, which every server that follows RFC 8252
            section 7.3 takes.
        path: the path of the redirect URI, where one is registered; by default a random one, and
            with a fixed port the preset's name.
        show: takes the user to `flow.authorization_url`; it is called once the port is open. By
            default it opens the system browser.
        timeout: seconds for everything together; a code that comes in the last moment still gets
            5 s to be redeemed.
        client: the caller's own client, for the token endpoint and the metadata. How it connects
            is the caller's affair then, and `network` goes without effect.
        network: see `Network`.

    Raises:
        VariableError: a variable is missing, unknown, or its value refused.
        ScopeError: a scope argument is malformed or contradicts another one.
        ArgumentError: a credential or a parameter is refused.
        LoginError: there is no token; `step` says where it ended.
    """
    secret = Concealed(client_secret)
    del client_secret
    clock = _Clock(timeout)
    with Receiver(preset.name, port=port, path=path) as receiver:
        flow = start(
            preset,
            variables,
            client_id=client_id,
            client_secret=secret.value,
            redirect_uri=receiver.redirect_uri,
            scopes=scopes,
            add_scopes=add_scopes,
            scope_set=scope_set,
            offline=offline,
            authorize_params=authorize_params,
            token_params=token_params,
            auth_method=auth_method,
        )
        notes: tuple[str, ...] = ()
        if flow.issuer is not None:
            with clock.step("metadata"):
                announced, notes = run(
                    _announcement(flow.issuer),
                    client=client,
                    allow_loopback=preset.allow_loopback,
                    timeout=clock.left(METADATA_TIMEOUT),
                    **network,
                )
            flow = replace(flow, iss_announced=announced)
        receiver.expect(flow.is_answered_by)
        with clock.step("browser"):
            show(flow)
            response = Concealed(receiver.wait(clock.remaining()))
        with clock.step("token"), _told(receiver, preset.title):
            token = finish(
                flow,
                response.value,
                client=client,
                timeout=clock.left(TOKEN_TIMEOUT),
                **network,
            )
    return Login(token, flow.scopes, clock.seconds, (*notes, *token.notes))


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
    from anyio import CancelScope, sleep  # httpx is built on it

    secret = Concealed(client_secret)
    del client_secret
    clock = _Clock(timeout)
    receiver = Receiver(preset.name, port=port, path=path).__enter__()
    try:
        flow = start(
            preset,
            variables,
            client_id=client_id,
            client_secret=secret.value,
            redirect_uri=receiver.redirect_uri,
            scopes=scopes,
            add_scopes=add_scopes,
            scope_set=scope_set,
            offline=offline,
            authorize_params=authorize_params,
            token_params=token_params,
            auth_method=auth_method,
        )
        notes: tuple[str, ...] = ()
        if flow.issuer is not None:
            with clock.step("metadata"):
                announced, notes = await arun(
                    _announcement(flow.issuer),
                    client=client,
                    allow_loopback=preset.allow_loopback,
                    timeout=clock.left(METADATA_TIMEOUT),
                    **network,
                )
            flow = replace(flow, iss_announced=announced)
        receiver.expect(flow.is_answered_by)
        with clock.step("browser"):
            shown = show(flow)
            if isawaitable(shown):
                await shown
            # In short turns, here and below: a thread that waits would outlive a cancellation.
            while not receiver.received and clock.remaining():
                await sleep(0.05)
            response = Concealed(receiver.wait(0))
        with clock.step("token"), _told(receiver, preset.title):
            token = await afinish(
                flow,
                response.value,
                client=client,
                timeout=clock.left(TOKEN_TIMEOUT),
                **network,
            )
    finally:
        receiver.stop()
        with CancelScope(shield=True):
            while receiver.open:
                await sleep(0.02)
    return Login(token, flow.scopes, clock.seconds, (*notes, *token.notes))


# -- what both twins use ---------------------------------------------------------------------------


class _Clock:
    """Counts down from a timeout, and keeps how long each step took."""

    def __init__(self, timeout: float) -> None:
        if not isinstance(timeout, int | float) or not 0 < timeout <= TIMEOUT_MAX:
            raise ArgumentError(
                f"timeout= is a number of seconds greater than 0, not {timeout!r:.40}."
            )
        self._deadline = time.monotonic() + timeout
        self.timeout = timeout
        self.seconds: dict[str, float] = {}

    def left(self, at_most: float) -> float:
        """Return how many seconds a request has."""
        return max(LAST_SECONDS, min(at_most, self.remaining()))

    def remaining(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.monotonic()
        yield
        self.seconds[name] = time.monotonic() - started


def _announcement(issuer: str) -> Steps[tuple[bool, tuple[str, ...]]]:
    """Ask whether an issuer announces to name itself in its responses (RFC 9207 section 3)."""
    found = yield from _discover(issuer)
    if found.metadata is not None:
        name = "authorization_response_iss_parameter_supported"
        return found.metadata.document.get(name) is True, ()
    return False, (
        f"{issuer} publishes no metadata that can be used, so that it is not known whether its "
        "responses have to name it (RFC 9207).",
    )


@contextlib.contextmanager
def _told(receiver: Receiver, title: str) -> Iterator[None]:
    """Tell the browser how it went."""
    try:
        yield
    except LoginError as error:
        receiver.finish(page("failed", "The sign-in failed", str(error)))
        raise
    receiver.finish(page("done", f"Signed in to {title}", "A token came; it is not stored here."))
