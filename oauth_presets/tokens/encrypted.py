"""Encryption around any token store."""

import contextlib
import json
from collections.abc import Iterable, Iterator

try:
    from cryptography.fernet import Fernet, InvalidToken, MultiFernet
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "Encrypted needs cryptography: pip install 'oauth-presets[encryption]'", name=error.name
    ) from None

from ..errors import ArgumentError, StoreError
from ..util.concealed import conceal_locals
from .store import TokenStore, Write


class Encrypted(TokenStore):
    """Keeps in another store what only the holder of a key can read or write.

    The text's own key is inside the ciphertext, so that one that was moved to another row is
    refused. An old text that is put back in the same place is not noticed.

    Args:
        store: where the ciphertext is kept.
        keys: one Fernet key, as `cryptography.fernet.Fernet.generate_key()` makes it, or several:
            the first encrypts, each decrypts, so that a new one can be put in front.

    Raises:
        ArgumentError: a key is not a Fernet key.
        StoreError: on reading, what is there was not encrypted with one of the keys for this place.
    """

    @conceal_locals
    def __init__(self, store: TokenStore, keys: str | bytes | Iterable[str | bytes]) -> None:
        given = [keys] if isinstance(keys, str | bytes) else [*keys]
        try:
            self._fernet = MultiFernet([Fernet(key) for key in given])
        except (ValueError, TypeError):
            problem = "none was given" if not given else "one of them is not"
        else:
            self._store = store
            self.lease = store.lease
            return
        raise ArgumentError(
            "keys= takes Fernet keys, 32 bytes in URL-safe base64, as made by "
            f"Fernet.generate_key(): {problem}."
        )

    def __repr__(self) -> str:
        return f"Encrypted({self._store!r})"

    @conceal_locals
    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""
        sealed = self._store.read(key)
        if sealed is None:
            return None
        try:
            inside = json.loads(self._fernet.decrypt(sealed.encode()))
            if inside["key"] == key:
                return str(inside["text"])
            problem = "it was encrypted for another key of the store"
        except (InvalidToken, ValueError, KeyError, TypeError):
            problem = "it is damaged, or was encrypted with another key"
        raise StoreError(
            f"What is stored under {key!a} cannot be decrypted: {problem}. Pass the key that it "
            "was encrypted with, or delete it and sign in again."
        )

    @conceal_locals
    def write(self, key: str, text: str) -> None:
        """Put a text under a key."""
        self._store.write(key, self._sealed(key, text))

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._store.delete(key)

    @contextlib.contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Hold a key, as the other store does it."""
        with self._store.lock(key, timeout) as write:
            yield lambda text: write(self._sealed(key, text))

    def _sealed(self, key: str, text: str) -> str:
        return self._fernet.encrypt(json.dumps({"key": key, "text": text}).encode()).decode()
