"""What a token store is: text under a key, and one lock a key."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import TIMEOUT_MAX, Lock

Write = Callable[[str], bool]
"""Writes under the key that is locked, and tells whether the lock was still held."""

LEASE = 30.0
"""Default seconds after which others take the lock of a holder that did not give it back."""


class TokenStore(ABC):
    """Keeps text under a key, and knows nothing of tokens.

    For another database, write these four methods, and test them with
    `oauth_presets.testing.TokenStoreContract`. They are called from several threads at once and may
    block briefly; from async code they are called in a worker thread. What they raise reaches the
    sender of the request.

    Attributes:
        lease: seconds for which a lock can be relied on. A token request under it ends before.
    """

    lease: float = LEASE

    @abstractmethod
    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""

    @abstractmethod
    def write(self, key: str, text: str) -> None:
        """Put a text under a key, in place of any other: as a whole, or not at all."""

    @abstractmethod
    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""

    @abstractmethod
    def lock(self, key: str, timeout: float) -> AbstractContextManager[Write]:
        """Hold a key, so that no other thread, process or machine holds it at the same time.

        Args:
            key: it need not have a text.
            timeout: seconds to wait until it is free; 0 tries once.

        Returns:
            A context manager. It yields a function that writes under the key, and returns False
            without writing if the lock was lost meanwhile.

        Raises:
            TimeoutError: on entering, if the key is not free in time.
        """


class MemoryStore(TokenStore):
    """Keeps text for as long as the process runs."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._locks: dict[str, Lock] = {}

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._texts)} keys)"

    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""
        return self._texts.get(key)

    def write(self, key: str, text: str) -> None:
        """Put a text under a key."""
        self._texts[key] = text

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._texts.pop(key, None)

    @contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Hold a key; other threads wait."""
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
