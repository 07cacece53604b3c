"""The lock file: what the installed presets said when somebody trusted them.

`write_lock` records, for each preset, who offers it and all that it says; `changes.changes` tells
what an upgrade or a newly installed package has changed since; `PresetRegistry(lock=...)` refuses a
preset that is not, or no longer, what the lock says. The file is sorted, indented JSON.

The plugins of other packages are loaded in a child process.
"""

import json
import os
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .core.names import fold, normalize_distribution
from .errors import (
    ArgumentError,
    LockError,
    OAuthPresetsError,
    PresetLoadError,
    UnknownPresetError,
)
from .lockfile.record import Record, damage, record_of
from .util.atomic_write import write_atomically
from .util.strict_json import json_object
from .util.text import type_name

if TYPE_CHECKING:
    from .registry.registry import PresetEntry, PresetRegistry

LOCK_FILE = "oauth-presets.lock"
"""The usual name of the file."""

FORMAT = 2
"""The version of the file's format."""

FILE = "file:"
"""What the owner of a file's presets begins with; the path follows."""

Key = tuple[str, str]


class Lock(NamedTuple):
    """What a lock file says.

    `names` are the names that were asked for, or None where everything that was installed is
    locked; `records` are by name and distribution.
    """

    path: str
    names: tuple[str, ...] | None
    records: Mapping[Key, Record]


# -- writing ---------------------------------------------------------------------------------------


def write_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] | None = None,
    registry: "PresetRegistry | None" = None,
    distribution: str | None = None,
) -> Lock:
    """Record what the installed presets say now.

    Args:
        path: the file, which is replaced as a whole.
        names: the presets to lock, each that of the package which a look-up of the name reaches;
            None for all that are installed, of whatever package.
        registry: whose presets; the shared one by default.
        distribution: whose presets, where a look-up of the names would not reach them.

    Raises:
        OAuthPresetsError: a preset is unknown, in conflict or does not load; there is no folder to
            write to; an argument is refused. Nothing is written then.
        OSError: the file cannot be written. What was there is still there then.
    """
    lock = take_lock(path, names, registry, distribution)
    save_lock(lock)
    return lock


def take_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] | None = None,
    registry: "PresetRegistry | None" = None,
    distribution: str | None = None,
) -> Lock:
    """Return what `write_lock` would write."""
    path, registry = _text(path), registry or shared()
    entries = installed(registry)
    if names is None:
        if distribution is not None:
            raise ArgumentError("distribution= goes with names: say which presets of it to lock.")
        return Lock(path, None, _records(entries, registry))
    given = [names] if isinstance(names, str) else [*names]
    if not given:
        raise ArgumentError("No preset is named. To lock all that is installed, pass None.")
    wanted = [_asked(name, distribution, entries, registry) for name in given]
    records = _records(sorted({*wanted}), registry)
    return Lock(path, tuple(sorted({name for name, _ in records})), records)


def retake_lock(lock: Lock, registry: "PresetRegistry | None" = None) -> Lock:
    """Return what the presets of a lock say now: all, where it holds everything, else the same.

    What is gone is left out.

    Raises:
        LockError: none of them is there any more.
    """
    if lock.names is None:
        return take_lock(lock.path, None, registry)
    registry = registry or shared()
    wanted = [entry for entry in installed(registry) if entry[:2] in lock.records]
    if not wanted:
        raise LockError(
            f"Nothing that {lock.path} holds is installed any more. Name the presets to lock."
        )
    records = _records(wanted, registry)
    return Lock(lock.path, tuple(sorted({name for name, _ in records})), records)


def joined_lock(lock: Lock, more: Lock) -> Lock:
    """Return a lock that holds what another one does too, and what both hold as that one does.

    Of two packages whose preset is reached by one name, the other one's stays.
    """
    taken = {name for (name, _), record in more.records.items() if record["by_name"]}
    kept = {
        (name, owner): record
        for (name, owner), record in lock.records.items()
        if not (record["by_name"] and name in taken)
    }
    records = dict(sorted({**kept, **more.records}.items()))
    names = None if lock.names is None else tuple(sorted({name for name, _ in records}))
    return Lock(lock.path, names, records)


def save_lock(lock: Lock) -> None:
    """Write a lock that was taken."""
    names = None if lock.names is None else list(lock.names)
    content = {"format": FORMAT, "names": names, "presets": list(lock.records.values())}
    problem = next(damage(content), None)
    if problem:
        raise LockError(f"What is installed cannot be locked: {problem}.")
    folder = os.path.dirname(os.path.realpath(lock.path))
    if not os.path.isdir(folder):
        raise LockError(f"{lock.path} cannot be written: there is no folder {folder}. Make it.")
    write_atomically(lock.path, json.dumps(content, indent=2, sort_keys=True) + "\n")


def command(path: str, owners: Iterable[str] = (), *arguments: str) -> str:
    """Return a command about a lock: with its file, and those among the owners that are files."""
    catalogues = {f"--catalogue={o.removeprefix(FILE)}" for o in owners if o.startswith(FILE)}
    file = [] if path == LOCK_FILE else [f"--file={path}"]
    return shlex.join(["oauth-presets", *sorted(catalogues), "lock", *arguments, *file])


# -- reading ---------------------------------------------------------------------------------------


def read_lock(path: "str | os.PathLike[str]") -> Lock:
    """Read a lock file.

    Raises:
        LockError: it is missing or damaged. A lock is never ignored.
        ArgumentError: `path` is no path.
    """
    shown = _text(path)
    try:
        body = Path(path).read_bytes()
        if not body.strip():
            raise ValueError("it is empty")
        content = json_object(body)
        if type(content.get("format")) is int and content["format"] != FORMAT:
            raise LockError(
                f"The lock {shown} has the format {content['format']}; this version of "
                f"oauth-presets knows {FORMAT}. Use the version that wrote it; or remove it and "
                f"write it again with `{command(shown)}`, for the names that stand in it."
            )
        problem = next(damage(content), None)
    except OSError as error:
        raise LockError(
            f"The lock {shown} cannot be read: {error.strerror}. `{command(shown)}` writes it."
        ) from None
    except ValueError as error:
        problem = str(error)
    if problem:
        raise LockError(
            f"The lock {shown} is damaged: {problem}. Restore it from version control; or check "
            f"what is installed, remove it, and write it again with `{command(shown)}`."
        )
    names = None if content["names"] is None else tuple(content["names"])
    records = {(record["name"], record["distribution"]): record for record in content["presets"]}
    return Lock(shown, names, records)


def lock_there(path: "str | os.PathLike[str]") -> Lock | None:
    """Read the lock that would be replaced; None where there is no file, or an empty one.

    Raises:
        LockError: it is damaged.
    """
    if os.path.isfile(path) and os.path.getsize(path):
        return read_lock(path)
    return None


def _text(path: object) -> str:
    if isinstance(path, str | os.PathLike):
        text = os.fspath(path)
        if isinstance(text, str):
            return text
    raise ArgumentError(
        f"A lock is given as the path of its file, a string or a Path, not as {type_name(path)}."
    )


# -- what is installed -----------------------------------------------------------------------------


def shared() -> "PresetRegistry":
    from .registry.registry import default_registry

    return default_registry


def installed(registry: "PresetRegistry") -> "list[PresetEntry]":
    """Return what packages and files offer; what an application registered is its own."""
    from .registry.registry import APPLICATION

    return [entry for entry in registry.list() if entry.distribution != APPLICATION]


def is_by_name(entry: "PresetEntry", entries: "Sequence[PresetEntry]") -> bool:
    """Tell whether a look-up by name alone reaches an offer."""
    # Where our own metadata are missing, nobody knows which names are ours.
    known = not entry.value or any(other.first_party for other in entries)
    return known and not entry.shadowed and not entry.conflict


def _asked(
    name: str,
    distribution: str | None,
    entries: "Sequence[PresetEntry]",
    registry: "PresetRegistry",
) -> "PresetEntry":
    """Return the offer that is meant. Nothing is imported."""
    try:
        folded = fold(name) if isinstance(name, str) else None
    except ValueError:
        folded = None
    offers = [entry for entry in entries if entry.name == folded]
    if distribution is None:
        meant = [entry for entry in offers if is_by_name(entry, entries)]
    else:
        wanted = normalize_distribution(str(distribution))
        meant = [e for e in offers if e.distribution == distribution]
        meant = meant or [e for e in offers if normalize_distribution(e.distribution) == wanted]
    if meant:
        return meant[0]
    registry.get(name, distribution)  # says what is wrong, unless the application registered it
    raise UnknownPresetError(
        f"No package offers {name!r}, and what an application registers is not locked.", name=name
    )


def _records(wanted: "Sequence[PresetEntry]", registry: "PresetRegistry") -> dict[Key, Record]:
    """Load presets and return their records.

    Raises:
        OAuthPresetsError: what is wrong with each that does not load.
    """
    from .registry.isolated_loader import load_each

    entries = installed(registry)
    records: dict[Key, Record] = {}
    failed: dict[str, PresetLoadError] = {}
    for entry, preset in zip(wanted, load_each(registry, wanted), strict=True):
        if isinstance(preset, PresetLoadError):
            failed[str(preset)] = preset
        elif isinstance(preset, OAuthPresetsError):
            raise preset
        else:
            made = record_of(preset, entry.distribution, entry.version, is_by_name(entry, entries))
            records[entry[:2]] = made
    if len(failed) == 1:
        raise next(iter(failed.values()))
    if failed:
        owners = sorted({error.distribution for error in failed.values()})
        raise PresetLoadError(
            f"{len(failed)} presets cannot be loaded.\n" + "\n".join(failed),
            distribution=", ".join(owners),
        )
    return records
