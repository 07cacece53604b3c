"""Keeps one token in a store: reads it, refreshes it once, saves it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from ..core.configuration import Configuration
from ..errors import LoginError, SignInRequiredError, StoreError
from ..login.redeem import TOKEN_TIMEOUT, client_credentials, refresh
from ..login.token import Token, now
from ..util.concealed import conceal_locals
from .flight import Flight, join
from .record import TokenRecord, binding, from_text, preset_of, to_text
from .signature import Origin, Signature, signature
from .store import TokenStore, Write

NEEDS_THE_PERSON = (
    "invalid_grant",
    "interaction_required",
    "login_required",
    "consent_required",
    "bad_refresh_token",  # GitHub's invalid_grant
)
"""Refusals of a refresh that only a new sign-in ends (RFC 6749 section 5.2; OpenID Connect Core 1.0
section 3.1.2.6)."""


class BusyError(LoginError):
    """The key was held for longer than this caller waits."""


class Keeper:
    """Keeps one token. It may be used by several threads at once.

    Args:
        config: whose token it is.
        store: where it is kept.
        key: under which key.
        leeway: seconds before its expiry from which it is refreshed.
        origins: where it may go, beside the API.
        own: whether it is the client's own token.
        options: of the token requests: `client`, and those of `Network`.
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

    # -- what the caller keeps ---------------------------------------------------------------------

    def save(self, token: Token) -> None:
        """Keep a token in place of any other."""
        if token.obtained_at is None:
            token = replace(token, obtained_at=now())
        made = self._signed(token)
        with self._locked(None) as write:
            text = self._store.read(self.key)
            theirs = None if text is None else preset_of(text, self.key)
            if theirs not in (None, self.config.preset.name):
                raise StoreError(
                    f"A token of another preset is stored under {self.key!a}: {theirs!a:.100}. "
                    f"Give {self.config.preset.title} its own key."
                )
            if not write(to_text(TokenRecord(token), self.config, self.key)):
                raise self._lost()
        self._unsaved, self.current = None, made

    def load(self) -> Token | None:
        """Return the token in the store; None if there is none."""
        found = self._read()[1]
        return None if found is None else found.token

    @contextmanager
    def removed(self) -> Iterator[Token | None]:
        """Hold the key, yield the token that is there, and delete it whatever happens then."""
        with self._locked(None):
            found = self._read()[1]
            try:
                yield None if found is None else found.token
            finally:
                self._store.delete(self.key)
                self._unsaved = self.current = None

    # -- what a request needs ----------------------------------------------------------------------

    @conceal_locals
    def obtain(self, refused: str | None, timeout: float | None) -> Signature:
        """Return a token that can be used.

        Args:
            refused: an access token that the API has refused.
            timeout: seconds to wait for another refresh; None for as long as it takes.

        Raises:
            SignInRequiredError: there is none, and the user must sign in again.
            LoginError: it could not be refreshed now.
            StoreError: the store fails, or what it holds belongs to something else.
        """
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            flight, mine = join(self._identity, partial(self._renewed, refused, _left(ends)))
            flight.wait(None if mine else _left(ends))
            made = self._landed(flight, mine, refused, ends)
            if made is not None:
                return made

    @conceal_locals
    async def aobtain(self, refused: str | None, timeout: float | None) -> Signature:
        """Do what `obtain` does, in a task of asyncio or trio."""
        ends = None if timeout is None else time.monotonic() + timeout
        while True:
            flight, mine = join(self._identity, partial(self._renewed, refused, _left(ends)))
            await flight.await_(None if mine else _left(ends))
            made = self._landed(flight, mine, refused, ends)
            if made is not None:
                return made

    def _landed(
        self, flight: Flight[Signature], mine: bool, refused: str | None, ends: float | None
    ) -> Signature | None:
        """Return what came of a flight; None if another one is needed."""
        if not flight.landed:
            raise self._busy()
        try:
            made = flight.result()
        except BusyError:  # whoever started it waits less than this caller
            if mine or _left(ends) == 0:
                raise
            return None
        if not mine and made.token.access_token == refused:
            return None
        self.current = made
        return made

    @conceal_locals
    def _renewed(self, refused: str | None, timeout: float | None) -> Signature:
        """Return the token of the store if it can be used, else a new one, once it is saved."""
        usable = self._usable(self._read()[1], refused)
        if usable is not None:
            return usable
        for _ in range(2):
            with self._locked(timeout) as write:
                text, found = self._read()
                usable = self._usable(found, refused)
                if usable is not None:
                    return usable
                if self._unsaved is None or self._unsaved[0] != text:
                    try:
                        self._unsaved = text, self._asked(found)
                    except SignInRequiredError:
                        if found is not None and not found.refused:
                            write(to_text(replace(found, refused=True), self.config, self.key))
                        raise
                    except LoginError:
                        # It is due, and the provider cannot be asked now, but it still works.
                        if found is None or found.token.access_token == refused:
                            raise
                        made = self._signed(found.token)
                        if made.ends <= time.time():
                            raise
                        return made
                token = self._unsaved[1]
                if write(to_text(TokenRecord(token), self.config, self.key)):
                    self._unsaved = None
                    return self._signed(token)
            # The lock was lost. If nobody has saved another token since, the new one is saved now.
        raise self._lost()

    def _usable(self, found: TokenRecord | None, refused: str | None) -> Signature | None:
        """Return what can be used of what is stored, if anything."""
        if found is None and self._own:
            return None
        if found is None:
            raise SignInRequiredError(
                f"{self.config.preset.title}: no token is stored under {self.key!a}. Sign in, "
                "then save the token.",
                step="refresh",
            )
        if found.refused:
            raise self._sign_in("the provider has refused its refresh token")
        made = self._signed(found.token)
        if found.token.access_token != refused and time.time() < made.until:
            return made
        if not self._is_renewable(found.token):
            what = "was refused" if found.token.access_token == refused else "has expired"
            raise self._sign_in(f"it {what}, and there is no refresh token")
        return None

    @property
    def patience(self) -> float:
        """Seconds for the provider's answer while a lock is held: less than its lease."""
        return min(TOKEN_TIMEOUT, self._store.lease * 0.8)

    def _asked(self, found: TokenRecord | None) -> Token:
        """Ask the provider for a new token, in less time than the lock can be relied on."""
        timeout = self.patience
        if found is None or self._own:
            return client_credentials(self.config, timeout=timeout, **self._options)
        try:
            return refresh(self.config, found.token, timeout=timeout, **self._options)
        except LoginError as error:
            if error.error not in NEEDS_THE_PERSON:
                raise
            refusal = SignInRequiredError(
                f"{error}", step=error.step, error=error.error, description=error.description
            )
        raise refusal

    # -- parts -------------------------------------------------------------------------------------

    def _read(self) -> tuple[str | None, TokenRecord | None]:
        text = self._store.read(self.key)
        return text, None if text is None else from_text(text, self.config, self.key)

    def _signed(self, token: Token) -> Signature:
        return signature(
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
        # Whoever dies with the lock holds it until its lease is over.
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
