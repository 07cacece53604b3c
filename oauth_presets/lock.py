"""The lock file: what the installed presets said when somebody trusted them.

`write_lock` records, for each preset, who offers it and all that it says; `changes` tells what an
upgrade or a newly installed package has changed since; `PresetRegistry(lock=...)` refuses a preset
that is not, or no longer, what the lock says. The file is sorted, indented JSON.
"""

import json
import os
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .errors import LockError, OAuthPresetsError, UnknownPresetError
from .files import write_atomically
from .names import fold
from .records import Record, damage, differences, record_of, was
from .strict_json import json_object

if TYPE_CHECKING:
    from .preset import Preset
    from .registry import PresetEntry, PresetRegistry

LOCK_FILE = "oauth-presets.lock"
"""The usual name of the file."""

FORMAT = 1
"""The version of the file's format."""

Key = tuple[str, str]


class Lock(NamedTuple):
    """What a lock file says.

    `names` are the names that were asked for, or None where everything that was installed is
    locked; `records` are by name and distribution.
    """

    path: str
    names: tuple[str, ...] | None
    records: Mapping[Key, Record]


class Change(NamedTuple):
    """One difference between a lock and what is installed."""

    name: str
    distribution: str
    what: str
    """In words: which value was what and is what now, or that the preset is new or gone."""


def write_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] = (),
    registry: "PresetRegistry | None" = None,
) -> Lock:
    """Record what the installed presets say now.

    Args:
        path: the file, which is replaced as a whole.
        names: the presets to lock, of whatever package; all that are installed, where there are
            none.
        registry: whose presets; the shared one by default.

    Raises:
        OAuthPresetsError: a preset is unknown or does not load. Nothing is written then.
        OSError: the file cannot be written. What was there is still there then.
    """
    lock = take_lock(path, names, registry)
    save_lock(lock)
    return lock


def take_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] = (),
    registry: "PresetRegistry | None" = None,
) -> Lock:
    """Return what `write_lock` would write."""
    from .apart import load_each

    registry = registry or _default()
    entries = _entries(registry)
    offered = {entry.name for entry in entries}
    given = [names] if isinstance(names, str) else names
    asked = sorted({_known(name, offered, registry) for name in given})
    wanted = [entry for entry in entries if not asked or entry.name in asked]
    records = {}
    for entry, preset in zip(wanted, load_each(registry, wanted), strict=True):
        if isinstance(preset, OAuthPresetsError):
            raise preset
        record = record_of(preset, entry.distribution, entry.version)
        records[entry.name, entry.distribution] = record
    return Lock(os.fspath(path), tuple(asked) or None, records)


def save_lock(lock: Lock) -> None:
    """Write a lock that was taken."""
    names = None if lock.names is None else list(lock.names)
    content = {"format": FORMAT, "names": names, "presets": list(lock.records.values())}
    problem = next(damage(content), None)
    if problem:
        raise LockError(f"What is installed cannot be locked: {problem}.")
    write_atomically(lock.path, json.dumps(content, indent=2, sort_keys=True) + "\n")


def read_lock(path: "str | os.PathLike[str]") -> Lock:
    """Read a lock file.

    Raises:
        LockError: it is missing or damaged. A lock is never ignored.
    """
    shown = os.fspath(path)
    try:
        content = json_object(Path(path).read_bytes())
        if content.get("format") not in (FORMAT, None):
            raise LockError(
                f"The lock {shown} has the format {content['format']!a}; this version of "
                f"oauth-presets knows {FORMAT}. Read it with the version that wrote it, or write "
                "it anew with `oauth-presets lock`."
            )
        problem = next(damage(content), None)
    except OSError as error:
        raise LockError(
            f"The lock {shown} cannot be read: {error.strerror}. `oauth-presets lock` writes it."
        ) from None
    except ValueError as error:
        problem = str(error)
    if problem:
        raise LockError(
            f"The lock {shown} is damaged: {problem}. Restore it from version control, or write it "
            "anew with `oauth-presets lock` after checking what is installed."
        )
    names = None if content["names"] is None else tuple(content["names"])
    records = {(record["name"], record["distribution"]): record for record in content["presets"]}
    return Lock(shown, names, records)


def changes(lock: Lock, registry: "PresetRegistry | None" = None) -> tuple[Change, ...]:
    """Return what differs between a lock and what is installed, sorted; empty where nothing does.

    A preset that is not in the lock is reported from its package's metadata, without importing it.

    Args:
        lock: what `read_lock` returned.
        registry: whose presets to compare with it; the shared one by default.
    """
    from .apart import load_each

    registry = registry or _default()
    found = []
    entries = {
        (entry.name, entry.distribution): entry
        for entry in _entries(registry)
        if lock.names is None or entry.name in lock.names
    }
    held = [key for key in entries if key in lock.records]
    presets = dict(zip(held, load_each(registry, [entries[key] for key in held]), strict=True))
    for key in sorted({*lock.records, *entries}):
        entry, record = entries.get(key), lock.records.get(key)
        if entry is None:
            found.append(Change(*key, "is gone: it is not installed any more"))
        elif record is None:
            found.append(Change(*key, _newcomer(entry)))
        else:
            found += [Change(*key, what) for what in _since(record, entry, presets[key])]
    return tuple(found)


def command(lock: Lock, *more: str) -> str:
    """Return the command that writes a lock anew, with more names where it has names."""
    file = () if lock.path == LOCK_FILE else ("--file", lock.path)
    names = () if lock.names is None else sorted({*lock.names, *more})
    return shlex.join(("oauth-presets", "lock", *file, *names))


def admit(lock: Lock, name: str, distribution: str, version: str) -> None:
    """Refuse, before any of it is imported, a preset that the lock does not hold as it is.

    Raises:
        LockError: the preset is not in the lock, or is there with another version.
    """
    record = lock.records.get((name, distribution))
    if record is None:
        raise LockError(
            f"The preset {name!r} of {distribution} is not in {lock.path}, and was not loaded. If "
            f"it is to be trusted, run `{command(lock, name)}`."
        )
    if record["version"] != version:
        raise _refusal(lock, record, [was("version", record["version"], version)])


def verify(lock: Lock, distribution: str, version: str, preset: "Preset") -> None:
    """Refuse a preset that is not what the lock says.

    Raises:
        LockError: what differs.
    """
    admit(lock, preset.name, distribution, version)
    record = lock.records[preset.name, distribution]
    found = differences(record, record_of(preset, distribution, version))
    if found:
        raise _refusal(lock, record, found)


def _refusal(lock: Lock, record: Record, found: list[str]) -> LockError:
    return LockError(
        f"The preset {record['name']!r} of {record['distribution']} is not what {lock.path} says: "
        f"{'; '.join(found)}. `oauth-presets lock --check` shows all that changed; if that "
        f"is right, run `{command(lock)}`."
    )


# -- what is installed -----------------------------------------------------------------------------


def _default() -> "PresetRegistry":
    from .registry import default_registry

    return default_registry


def _entries(registry: "PresetRegistry") -> "list[PresetEntry]":
    """Return what packages and files offer; what an application registered is its own."""
    from .registry import APPLICATION

    return [entry for entry in registry.list() if entry.distribution != APPLICATION]


def _known(name: str, offered: set[str], registry: "PresetRegistry") -> str:
    """Return the folded name, where somebody offers it."""
    try:
        if isinstance(name, str) and fold(name) in offered:
            return fold(name)
    except ValueError:
        pass
    registry.get(name)  # says what is wrong with it, unless the application registered it
    raise UnknownPresetError(
        f"No package offers {name!r}, and what an application registers is not locked.", name=name
    )


def _newcomer(entry: "PresetEntry") -> str:
    text = f"is new: {entry.version or 'this version'} is not in the lock"
    if entry.shadowed:
        return f"{text}; oauth-presets offers the name too, and still answers it"
    if entry.conflict:
        return f"{text}; others offer the name too, so that it is in conflict"
    return text


def _since(
    record: Record, entry: "PresetEntry", preset: "Preset | OAuthPresetsError"
) -> Iterator[str]:
    if record["version"] != entry.version:
        yield was("version", record["version"], entry.version)
    if isinstance(preset, OAuthPresetsError):
        yield f"does not load any more: {preset}"
    else:
        yield from differences(record, record_of(preset, entry.distribution, entry.version))
