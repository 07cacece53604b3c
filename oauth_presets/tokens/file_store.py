"""A token store in one file, for all processes of one machine."""

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

try:
    from filelock import FileLock, Timeout
except ModuleNotFoundError as error:
    raise ModuleNotFoundError(
        "FileStore needs filelock: pip install 'oauth-presets[tokens]'", name=error.name
    ) from None

from ..errors import StoreError
from ..util.atomic_write import write_atomically
from ..util.concealed import conceal_locals
from .store import TokenStore, Write

WRITING = 10.0
"""Seconds to wait for other writers of the file, each of which takes milliseconds."""


class FileStore(TokenStore):
    """Keeps text in a JSON file that only its owner can read.

    Next to it is a folder of lock files, one for writing and one for each key. The system releases
    the locks of a process that dies. Network file systems are not safe.

    Args:
        path: the file, created by the first write; its folder must exist.

    Raises:
        StoreError: by each method, if the file cannot be read or written, is damaged, or belongs to
            another user. The file is not changed then.
    """

    def __init__(self, path: "str | os.PathLike[str]") -> None:
        self._path = Path(path)
        self._locks = self._path.with_name(f"{self._path.name}.locks")

    def __repr__(self) -> str:
        return f"FileStore({str(self._path)!r})"

    def read(self, key: str) -> str | None:
        """Return the text under a key; None if there is none."""
        return self._load().get(key)

    @conceal_locals
    def write(self, key: str, text: str) -> None:
        """Store a text under a key."""
        self._change(key, text)

    def delete(self, key: str) -> None:
        """Remove the text under a key, if there is one."""
        self._change(key, None)

    @contextlib.contextmanager
    def lock(self, key: str, timeout: float) -> Iterator[Write]:
        """Lock a key; other threads and processes wait."""

        def write(text: str) -> bool:
            self.write(key, text)
            return True

        # Hashed, because anyone who lists the folder would see a user's name in a file name.
        with self._locked(hashlib.sha256(key.encode()).hexdigest()[:32], max(timeout, 0)):
            yield write

    def _change(self, key: str, text: str | None) -> None:
        try:
            with self._locked("file", WRITING):
                texts = self._load()
                if text is not None:
                    texts[key] = text
                elif texts.pop(key, None) is None:
                    return
                write_atomically(self._path, json.dumps(texts, indent=1), mode=0o600)
        except TimeoutError:
            raise StoreError(
                f"The token file {self._path} cannot be written: another process has held its lock "
                f"for {WRITING:g} seconds."
            ) from None
        except OSError as error:
            raise self._failure("written", error) from None

    @contextlib.contextmanager
    def _locked(self, name: str, timeout: float) -> Iterator[None]:
        # A lock object shared by threads or tasks is held by all of them, so each makes its own.
        lock = FileLock(self._locks / f"{name}.lock", mode=0o600, thread_local=False)
        try:
            self._locks.mkdir(mode=0o700, exist_ok=True)
            lock.acquire(timeout=timeout, poll_interval=0.02)
        except Timeout:
            raise TimeoutError("The key is locked by another thread or process.") from None
        except (OSError, NotImplementedError) as error:
            raise self._failure("locked", error) from None
        try:
            yield
        finally:
            lock.release()

    def _load(self) -> dict[str, str]:
        try:
            with self._path.open(encoding="utf-8") as file:
                if hasattr(os, "geteuid") and os.fstat(file.fileno()).st_uid != os.geteuid():
                    raise StoreError(
                        f"The token file {self._path} belongs to another user, who could have "
                        "changed the tokens in it. Use a file that belongs to you."
                    )
                texts = json.load(file)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._failure("read", error) from None
        except (ValueError, RecursionError):
            texts = None
        if not isinstance(texts, dict) or not all(isinstance(t, str) for t in texts.values()):
            raise StoreError(
                f"The token file {self._path} is damaged: it is not a JSON object of strings. "
                "Restore it from a backup, or remove it, after which everyone must sign in again."
            )
        return texts

    def _failure(self, what: str, error: Exception) -> StoreError:
        reason = getattr(error, "strerror", None) or type(error).__name__
        return StoreError(f"The token file {self._path} cannot be {what}: {reason}.")
