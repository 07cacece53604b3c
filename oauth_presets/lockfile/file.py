"""The lock file: its format, and how it is read and written."""

import contextlib
import errno
import json
import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from ..core.offer import file_owner
from ..errors import ArgumentError, LockError
from ..util.atomic_write import write_atomically
from ..util.strict_json import json_object
from ..util.text import printable, type_name
from .record import Name, Record

LOCK_FILE = "oauth-presets.lock"
"""The usual name of the file."""

FORMAT: Literal[3] = 3
"""The version of the file's format."""

Key = tuple[str, str]
"""A preset's name and its distribution."""


class Lock(NamedTuple):
    """The content of a lock file.

    `names` are the locked names, or None if everything installed is locked.
    """

    path: str
    names: tuple[str, ...] | None
    records: Mapping[Key, Record]

    def owner(self, name: str) -> str | None:
        """Return the distribution that a name alone resolves to."""
        found = (r.distribution for r in self.records.values() if r.by_name and r.name == name)
        return next(found, None)


class _Content(BaseModel):
    """The JSON of a lock file, sorted and indented for review."""

    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal[3]
    names: Annotated[tuple[Name, ...], Field(min_length=1)] | None
    presets: tuple[Record, ...]

    @model_validator(mode="after")
    def _check(self) -> "_Content":
        keys, resolved = set(), set()
        for record in self.presets:
            key = record.name, record.distribution
            if key in keys:
                raise ValueError(f"it contains {record.name!r} of {record.distribution} twice")
            if record.by_name and record.name in resolved:
                raise ValueError(f"it records two owners of the name {record.name!r}")
            if self.names is not None and record.name not in self.names:
                raise ValueError(f"it contains {record.name!r}, which is not among its names")
            keys.add(key)
            if record.by_name:
                resolved.add(record.name)
        return self


def read_lock(path: "str | os.PathLike[str]") -> Lock:
    """Read a lock file.

    Raises:
        LockError: it is missing or damaged.
        ArgumentError: `path` is not a path.
    """
    shown = path_text(path)
    try:
        body = Path(path).read_bytes()
        if not body.strip():
            raise ValueError("it is empty")
        found = json_object(body).get("format")
        if type(found) is int and found != FORMAT:
            raise LockError(
                f"The lock {shown} has format {found}; this version of oauth-presets reads "
                f"{FORMAT}. Use the version that wrote it, or remove it and write it again: "
                f"`{command(shown)}` with the names that it contains."
            )
        content = _Content.model_validate_json(body)
    except OSError as error:
        raise LockError(
            f"Cannot read the lock {shown}: {error.strerror}. `{command(shown)}` writes it."
        ) from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _damaged(shown, f"{where}: {first['msg']}" if where else first["msg"]) from None
    except ValueError as error:
        raise _damaged(shown, str(error)) from None
    records = {(record.name, record.distribution): record for record in content.presets}
    return Lock(shown, content.names, records)


def _damaged(path: str, reason: str) -> LockError:
    return LockError(
        f"The lock {path} is damaged: {printable(reason)}. Restore it from version control; or "
        f"review what is installed, remove it and write it again with `{command(path)}`."
    )


def save_lock(lock: Lock) -> None:
    """Write a lock file, replacing it as a whole.

    Raises:
        LockError: its folder does not exist, or the file cannot be replaced.
        OSError: it cannot be written. The old file is untouched.
    """
    content = _Content(format=FORMAT, names=lock.names, presets=tuple(lock.records.values()))
    folder = os.path.dirname(os.path.realpath(lock.path))
    if not os.path.isdir(folder):
        raise LockError(f"Cannot write {lock.path}: the folder {folder} does not exist.")
    text = json.dumps(content.model_dump(mode="json"), indent=2, sort_keys=True)
    try:
        write_atomically(lock.path, text + "\n")
    except OSError as error:
        if error.errno != errno.EBUSY:
            raise
        raise LockError(
            f"Cannot replace {lock.path}: it is mounted as a single file. Mount its folder "
            "instead, or write the lock elsewhere with --file."
        ) from None


@contextlib.contextmanager
def exclusive(path: "str | os.PathLike[str]") -> Iterator[None]:
    """Keep other processes from changing a lock between reading and writing it.

    The folder is locked, which leaves no extra file behind. This has no effect on Windows and on
    file systems that cannot lock a folder.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            folder = os.open(os.path.dirname(os.path.realpath(path_text(path))), os.O_RDONLY)
            stack.callback(os.close, folder)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield


def path_text(path: object) -> str:
    """Return the path of a lock as text.

    Raises:
        ArgumentError: it is not a path.
    """
    if isinstance(path, str | os.PathLike):
        text = os.fspath(path)
        if isinstance(text, str):
            return text
    raise ArgumentError(f"The path of a lock must be a str or a Path, not {type_name(path)}.")


def command(path: str, files: Mapping[str, str] | None = None, *arguments: str) -> str:
    """Return an `oauth-presets lock` command line.

    Args:
        path: the lock file.
        files: owner -> path of each loaded preset file.
        arguments: the other arguments of the command.
    """
    catalogues = [
        f"--catalogue={file}" if owner == file_owner(file) else f"--catalogue={owner[5:]}={file}"
        for owner, file in sorted((files or {}).items())
    ]
    option = [] if path == LOCK_FILE else [f"--file={path}"]
    return shlex.join(["oauth-presets", *catalogues, "lock", *arguments, *option])
