"""The interface of a token store, and a store in memory."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import TIMEOUT_MAX, Lock

Write = Callable[[str], bool]
"""Writes under the locked key; returns False, without writing, if the lock was lost."""

LEASE = 30.0
"""Default seconds after which a lock that was not released is free for others."""


class TokenStore(ABC):
    """Stores text under keys; it need not know that the text is a token.

    To use another database, implement these four methods and test them with
    `oauth_presets.testing.TokenStoreContract`. They are called from several threads at once and may
    block briefly; async code calls them in a worker thread. Their exceptions reach the sender of
    the request.

    Attributes:
        lease: seconds for which a lock is sure to be held. Token requests under it end before.
    """

    lease: float = LEASE

    @abstractmethod
    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""

    @abstractmethod
    def write(self, key: str, text: str) -> None:
        """Store a text under a key, replacing any other: completely, or not at all."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""

    @abstractmethod
    def lock(self, key: str, timeout: float) -> AbstractContextManager[Write]:
        """Lock a key against all other threads, processes and machines.

        Args:
            key: the key; no text need be stored under it.
            timeout: seconds to wait for the lock; 0 tries once.

        Returns:
            A context manager. It yields a function that writes under the key; the function returns
            False, without writing, if the lock was lost in the meantime.

        Raises:
            TimeoutError: on entering, if the key did not become free in time.
        """


class MemoryStore(TokenStore):
    """Keeps text in memory, for as long as the process runs."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._locks: dict[str, Lock] = {}

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._texts)} keys)"

    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""
        return self._texts.get(key)

    def write(self, key: str, text: str) -> None:
        """Store a text under a key."""
        self._texts[key] = text

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._texts.pop(key, None)

    @contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Lock a key; other threads wait."""
        lock = self._locks.setdefault(key, Lock())
        if not lock.acquire(timeout=min(max(timeout, 0), TIMEOUT_MAX)):
            raise TimeoutError("The key is locked by another thread.")

        def write(text: str) -> bool:
            self.write(key, text)
            return True

        try:
            yield write
        finally:
            lock.release()
