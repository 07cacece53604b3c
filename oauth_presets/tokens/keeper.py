"""Keep one token in a store: read it, refresh it once, save it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from ..core.configuration import Configuration
from ..errors import LoginError, SignInRequiredError, StoreError
from ..login.redeem import TOKEN_TIMEOUT, client_credentials, refresh
from ..login.token import Token
from ..util.concealed import conceal_locals
from ..util.utc import now
from .flight import Flight, join
from .record import TokenRecord, binding, from_text, preset_of, to_text
from .signature import Origin, Signature, make_signature
from .store import TokenStore, Write

NEEDS_SIGN_IN = (
    "invalid_grant",
    "interaction_required",
    "login_required",
    "consent_required",
    "bad_refresh_token",  # GitHub's invalid_grant
)
"""Errors of a refresh after which the user must sign in again (RFC 6749 section 5.2; OpenID Connect
Core 1.0 section 3.1.2.6)."""


class BusyError(LoginError):
    """The key was locked for longer than this caller waits."""


class Keeper:
    """Keeps one token. Several threads can use it at once.

    Args:
        config: the configuration that the token belongs to.
        store: where the token is kept.
        key: its key in the store.
        leeway: how many seconds before its expiry it is refreshed.
        origins: where it may go in addition to the provider's API.
        own: whether it is the client's own token.
        options: options of the token requests: `client` and those of `Network`.
    """

    def __init__(
        self,
        config: Configuration,
        store: TokenStore,
        key: str,
        leeway: float,
        origins: frozenset[Origin],
        own: bool,
        options: Mapping[str, Any],
    ) -> None:
        self.config, self.key = config, key
        self._store, self._leeway, self._origins = store, leeway, origins
        self._own, self._options = own, options
        self._identity = (id(store), *binding(config, key).values())
        self.current: Signature | None = None
        self._unsaved: tuple[str | None, Token] | None = None

    # -- for the caller ----------------------------------------------------------------------------

    def save(self, token: Token) -> None:
        """Store a token, replacing any other of this preset."""
        if token.obtained_at is None:
            token = replace(token, obtained_at=now())
        signature = self._signature(token)
        with self._locked(None) as write:
            text = self._store.read(self.key)
            owner = None if text is None else preset_of(text, self.key)
            if owner not in (None, self.config.preset.name):
                raise StoreError(
                    f"A token of another preset is stored under {self.key!a}: {owner!a:.100}. "
                    f"Give {self.config.preset.title} its own key."
                )
            if not write(to_text(TokenRecord(token), self.config, self.key)):
                raise self._lost()
        self._unsaved, self.current = None, signature

    def load(self) -> Token | None:
        """Return the token in the store; None if there is none."""
        record = self._read()[1]
        return None if record is None else record.token

    @contextmanager
    def removed(self) -> Iterator[Token | None]:
        """Lock the key, yield the stored token, and finally delete it."""
        with self._locked(None):
            record = self._read()[1]
            try:
                yield None if record is None else record.token
            finally:
                self._store.delete(self.key)
                self._unsaved = self.current = None

    # -- for requests ------------------------------------------------------------------------------

    @conceal_locals
    def obtain(self, refused: str | None, timeout: float | None) -> Signature:
        """Return a usable token, refreshed if necessary.

        Args:
            refused: an access token that the API refused.
            timeout: seconds to wait for a refresh by others; None waits as long as it takes.

        Raises:
            SignInRequiredError: the user must sign in again.
            LoginError: the token could not be refreshed now.
            StoreError: the store fails, or its token belongs to another configuration.
        """
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            flight, mine = join(self._identity, partial(self._renewed, refused, _left(ends)))
            flight.wait(None if mine else _left(ends))
            signature = self._landed(flight, mine, refused, ends)
            if signature is not None:
                return signature

    @conceal_locals
    async def aobtain(self, refused: str | None, timeout: float | None) -> Signature:
        """Do the same as `obtain`, in a task of asyncio or trio."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            flight, mine = join(self._identity, partial(self._renewed, refused, _left(ends)))
            await flight.await_(None if mine else _left(ends))
            signature = self._landed(flight, mine, refused, ends)
            if signature is not None:
                return signature

    def _landed(
        self, flight: Flight[Signature], mine: bool, refused: str | None, ends: float | None
    ) -> Signature | None:
        """Return the result of a flight; None if another flight is needed."""
        if not flight.landed:
            raise self._busy()
        try:
            signature = flight.result()
        except BusyError:  # the caller that started it waits less long than this one
            if mine or _left(ends) == 0:
                raise
            return None
        if not mine and signature.token.access_token == refused:
            return None
        self.current = signature
        return signature

    @conceal_locals
    def _renewed(self, refused: str | None, timeout: float | None) -> Signature:
        """Return the stored token if it is usable, or else a new one after saving it."""
        usable = self._usable(self._read()[1], refused)
        if usable is not None:
            return usable
        for _ in range(2):
            with self._locked(timeout) as write:
                text, record = self._read()
                usable = self._usable(record, refused)
                if usable is not None:
                    return usable
                if self._unsaved is None or self._unsaved[0] != text:
                    try:
                        self._unsaved = text, self._request(record)
                    except SignInRequiredError:
                        if record is not None and not record.refused:
                            write(to_text(replace(record, refused=True), self.config, self.key))
                        raise
                    except LoginError:
                        # The provider cannot be reached now, but the old token may still work.
                        if record is None or record.token.access_token == refused:
                            raise
                        signature = self._signature(record.token)
                        if signature.ends <= time.time():
                            raise
                        return signature
                token = self._unsaved[1]
                if write(to_text(TokenRecord(token), self.config, self.key)):
                    self._unsaved = None
                    return self._signature(token)
            # The lock was lost. Unless another token was saved since, try again to save this one.
        raise self._lost()

    def _usable(self, record: TokenRecord | None, refused: str | None) -> Signature | None:
        """Return the stored token if it is usable; None if it must be replaced."""
        if record is None and self._own:
            return None
        if record is None:
            raise SignInRequiredError(
                f"{self.config.preset.title}: no token is stored under {self.key!a}. Sign in, "
                "then save the token.",
                step="refresh",
            )
        if record.refused:
            raise self._sign_in("the provider has refused its refresh token")
        signature = self._signature(record.token)
        if record.token.access_token != refused and time.time() < signature.until:
            return signature
        if not self._is_renewable(record.token):
            problem = "was refused" if record.token.access_token == refused else "has expired"
            raise self._sign_in(f"it {problem}, and there is no refresh token")
        return None

    @property
    def patience(self) -> float:
        """Seconds for the provider's answer while a lock is held; less than its lease."""
        return min(TOKEN_TIMEOUT, self._store.lease * 0.8)

    def _request(self, record: TokenRecord | None) -> Token:
        """Request a new token from the provider before the lock's lease ends."""
        timeout = self.patience
        if record is None or self._own:
            return client_credentials(self.config, timeout=timeout, **self._options)
        try:
            return refresh(self.config, record.token, timeout=timeout, **self._options)
        except LoginError as error:
            if error.error not in NEEDS_SIGN_IN:
                raise
            refusal = SignInRequiredError(
                str(error), step=error.step, error=error.error, description=error.description
            )
        raise refusal

    # -- parts -------------------------------------------------------------------------------------

    def _read(self) -> tuple[str | None, TokenRecord | None]:
        text = self._store.read(self.key)
        return text, None if text is None else from_text(text, self.config, self.key)

    def _signature(self, token: Token) -> Signature:
        return make_signature(
            self.config,
            token,
            leeway=self._leeway,
            renewable=self._is_renewable(token),
            origins=self._origins,
        )

    def _is_renewable(self, token: Token) -> bool:
        return self._own or bool(token.refresh_token)

    @contextmanager
    def _locked(self, timeout: float | None) -> Iterator[Write]:
        # A process that dies with the lock holds it until the lease ends.
        wait = self._store.lease + 5 if timeout is None else timeout
        with ExitStack() as stack:
            try:
                write = stack.enter_context(self._store.lock(self.key, wait))
            except TimeoutError:
                raise self._busy() from None
            yield write

    def _busy(self) -> BusyError:
        return BusyError(
            f"{self.config.preset.title}: another refresh of the token under {self.key!a} took "
            "longer than this request waits for a connection (httpx's pool timeout). Try again.",
            step="refresh",
        )

    def _lost(self) -> StoreError:
        return StoreError(
            f"The lock of {self.key!a} was lost before the token could be saved: this process "
            "was stopped for too long, or the store's lease is too short. Try again."
        )

    def _sign_in(self, why: str) -> SignInRequiredError:
        return SignInRequiredError(
            f"{self.config.preset.title}: the token under {self.key!a} can no longer be used: "
            f"{why}. Sign in again, then save the new token.",
            step="refresh",
        )


def _left(ends: float | None) -> float | None:
    return None if ends is None else max(0.0, ends - time.monotonic())
