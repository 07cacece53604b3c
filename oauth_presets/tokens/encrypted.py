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
    """Encrypts text and keeps it in another store.

    The ciphertext includes the store's key, so a text moved to another key is refused. An old text
    restored under the same key is not noticed.

    Args:
        store: where the ciphertext is kept.
        keys: one Fernet key, as made by `cryptography.fernet.Fernet.generate_key()`, or several.
            The first encrypts and all decrypt: to change the key, put the new one in front.

    Raises:
        ArgumentError: a key is not a Fernet key.
        StoreError: on reading, the text was not encrypted with one of the keys for this place.
    """

    @conceal_locals
    def __init__(self, store: TokenStore, keys: str | bytes | Iterable[str | bytes]) -> None:
        key_list = [keys] if isinstance(keys, str | bytes) else [*keys]
        try:
            self._fernet = MultiFernet([Fernet(key) for key in key_list])
        except (ValueError, TypeError):
            problem = "none was given" if not key_list else "one of them is not"
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
        ciphertext = self._store.read(key)
        if ciphertext is None:
            return None
        try:
            plain = json.loads(self._fernet.decrypt(ciphertext.encode()))
            if plain["key"] == key:
                return str(plain["text"])
            problem = "it was encrypted for another key of the store"
        except (InvalidToken, ValueError, KeyError, TypeError):
            problem = "it is damaged, or was encrypted with another Fernet key"
        raise StoreError(
            f"The text stored under {key!a} cannot be decrypted: {problem}. Pass the Fernet key "
            "that it was encrypted with, or delete it and sign in again."
        )

    @conceal_locals
    def write(self, key: str, text: str) -> None:
        """Store a text under a key."""
        self._store.write(key, self._encrypted(key, text))

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._store.delete(key)

    @contextlib.contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Lock a key in the other store."""
        with self._store.lock(key, timeout) as write:
            yield lambda text: write(self._encrypted(key, text))

    def _encrypted(self, key: str, text: str) -> str:
        return self._fernet.encrypt(json.dumps({"key": key, "text": text}).encode()).decode()
