"""Sign in with a browser on another device (RFC 8628)."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from inspect import isawaitable
from typing import TYPE_CHECKING

from ..core.configuration import Configuration
from ..core.requests import grant_params
from ..errors import ArgumentError, LoginError
from ..safe_http.exchange import Network
from ..safe_http.messages import Steps
from ..util.concealed import conceal_locals
from ..util.utc import now
from .client import check_client
from .redeem import TOKEN_TIMEOUT, arun_steps, run_steps
from .token import Token
from .token_request import authenticated, failure
from .token_response import Refusal, harmless, read_document, read_token, seconds

if TYPE_CHECKING:
    import httpx
    from typing_extensions import Unpack

GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code"

INTERVAL = 5
"""Default seconds between requests (section 3.2), and what `slow_down` adds (section 3.5)."""

_clock = time.monotonic


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What the user needs on the other device (section 3.2).

    Args:
        user_code: the code to enter.
        verification_uri: where to enter it.
        verification_uri_complete: the same with the code included, for a QR code; None if the
            provider sends none.
        expires_at: when the code expires: aware, in UTC.
        interval: seconds between token requests.
        device_code: the code in the token requests.
    """

    user_code: str
    verification_uri: str
    verification_uri_complete: str | None
    expires_at: datetime
    interval: float
    device_code: str = field(repr=False)


def show_code(code: DeviceCode) -> None:
    """Print where to go, and the code to enter, to stderr."""
    sys.stderr.write(f"Go to {code.verification_uri} and enter the code {code.user_code}\n")
    sys.stderr.flush()


@conceal_locals
def device_login(
    config: Configuration,
    *,
    show: Callable[[DeviceCode], object] = show_code,
    timeout: float | None = None,
    client: "httpx.Client | None" = None,
    **network: "Unpack[Network]",
) -> Token:
    """Sign in with a browser on another device (RFC 8628): for machines without one.

    Args:
        config: a configuration with a client identifier.
        show: tells the user where to go and what to enter; by default on stderr.
        timeout: seconds to wait for the user; by default until the code expires.
        client: as for `login`.
        network: as for `login`.

    Raises:
        ArgumentError: the preset has no device authorization endpoint, or the configuration cannot
            be used.
        LoginError: no token was issued.
    """
    device = _Device(config, timeout)
    code = run_steps(device.begin(), config, client, TOKEN_TIMEOUT, network)
    show(code)
    while True:
        time.sleep(device.pause())
        token = run_steps(device.poll(), config, client, TOKEN_TIMEOUT, network)
        if token is not None:
            return token


@conceal_locals
async def adevice_login(
    config: Configuration,
    *,
    show: Callable[[DeviceCode], object] = show_code,
    timeout: float | None = None,
    client: "httpx.AsyncClient | None" = None,
    **network: "Unpack[Network]",
) -> Token:
    """Sign in on another device; `device_login` documents the arguments.

    `show` may be a coroutine function.
    """
    from anyio import sleep  # httpx depends on it

    device = _Device(config, timeout)
    code = await arun_steps(device.begin(), config, client, TOKEN_TIMEOUT, network)
    shown = show(code)
    if isawaitable(shown):
        await shown
    while True:
        await sleep(device.pause())
        token = await arun_steps(device.poll(), config, client, TOKEN_TIMEOUT, network)
        if token is not None:
            return token


class _Device:
    """The protocol steps of a sign-in, without the waiting."""

    def __init__(self, config: Configuration, timeout: float | None) -> None:
        check_client(config)
        if config.device_authorization_url is None:
            known = "device_authorization_url" in config.preset.absent
            raise ArgumentError(
                f"{'' if known else 'The preset of '}{config.preset.title} has no device "
                "authorization endpoint (RFC 8628). Use login(); on a machine without a browser, "
                "with paste=True (--paste on the command line)."
            )
        if timeout is not None and (not isinstance(timeout, int | float) or not 0 < timeout <= 1e9):
            raise ArgumentError(
                f"timeout= takes a positive number of seconds or None, not {timeout!r:.40}."
            )
        self._config, self._timeout = config, timeout
        self._url = config.device_authorization_url
        self._code = ""
        self._deadline = 0.0
        self._interval: float = INTERVAL

    def begin(self) -> Steps[DeviceCode]:
        """Ask for a code (section 3.1)."""
        config = self._config
        names = config.preset.token_request.names
        # The client identifier is a parameter of this request, whatever authenticates it.
        params = {names.get("client_id", "client_id"): config.client_id or ""}
        if config.scope is not None:
            params[names.get("scope", "scope")] = config.scope
        reply = yield authenticated(config, self._url, params)
        members = read_document(
            config.preset, reply, (config.client_secret,), "device authorization"
        )
        if isinstance(members, Refusal):
            raise failure(config, "authorization", members)
        # Google calls it verification_url.
        uri = members.get("verification_uri") or members.get("verification_url")
        code, user_code = members.get("device_code"), members.get("user_code")
        if not all(isinstance(text, str) and text for text in (uri, code, user_code)):
            text = "the device authorization response lacks a device_code, user_code or URI"
            raise failure(config, "authorization", Refusal(f"{text} (RFC 8628 section 3.2)"))
        lifetime = seconds(members.get("expires_in")) or 1800
        self._interval = seconds(members.get("interval")) or INTERVAL
        self._code = str(code)
        wait = lifetime if self._timeout is None else min(lifetime, self._timeout)
        self._deadline = _clock() + wait
        return DeviceCode(
            user_code=harmless(user_code),
            verification_uri=harmless(uri),
            verification_uri_complete=harmless(members.get("verification_uri_complete")) or None,
            expires_at=now() + timedelta(seconds=lifetime),
            interval=self._interval,
            device_code=self._code,
        )

    def pause(self) -> float:
        """Return how long to wait before the next request."""
        left = self._deadline - _clock()
        if left <= 0:
            raise LoginError(
                f"{self._config.preset.title}: the code expired before the user signed in. Start "
                "again.",
                step="token",
                error="expired_token",
            )
        return min(self._interval, left)

    def poll(self) -> Steps[Token | None]:
        """Request the token once (section 3.4); None if the user is not done."""
        config, requested_at = self._config, now()
        params = grant_params(config, {"grant_type": GRANT_TYPE, "device_code": self._code})
        reply = yield authenticated(config, config.token_url, params)
        result = read_token(config.preset, reply, (config.client_secret, self._code))
        if isinstance(result, Token):
            return replace(result, obtained_at=requested_at, requested=config.scopes)
        if result.error == "slow_down":
            self._interval += INTERVAL
        elif not reply.status:  # section 3.5: ask less often
            self._interval *= 2
        elif result.error != "authorization_pending":
            raise failure(config, "token", result)
        return None
