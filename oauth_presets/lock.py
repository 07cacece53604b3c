"""Locks: what the installed presets contained when somebody trusted them.

`write_lock` records the owner and the content of each preset; `check_lock` tells what an upgrade
or a new package has changed since; `PresetRegistry(lock=...)` refuses a preset that is not in the
lock, or differs from it.

The plugins of other packages are loaded in separate processes.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .audit.diff import Change, changes
from .core.offer import APPLICATION
from .errors import ArgumentError, LockError, OAuthPresetsError, PresetLoadError, UnknownPresetError
from .lockfile.file import Key, Lock, exclusive, path_text, read_lock, save_lock
from .lockfile.record import Record

if TYPE_CHECKING:
    from .registry.entry import PresetEntry
    from .registry.registry import PresetRegistry

__all__ = ["Change", "Lock", "check_lock", "read_lock", "write_lock"]


def write_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] | None = None,
    registry: "PresetRegistry | None" = None,
    distribution: str | None = None,
) -> Lock:
    """Record what the installed presets contain now.

    Args:
        path: the file, which is replaced as a whole.
        names: the presets to lock, each from the package that its name resolves to; None
            for everything that is installed.
        registry: the registry with the presets; the shared one by default.
        distribution: the package to lock from, if the names alone do not resolve to it.

    Raises:
        OAuthPresetsError: a preset is unknown, in conflict or does not load; the folder does not
            exist; an argument is refused. Nothing is written.
        OSError: the file cannot be written. The old file is untouched.
    """
    lock = take_lock(path, names, registry, distribution)
    with exclusive(path):
        save_lock(lock)
    return lock


def check_lock(
    path: "str | os.PathLike[str]", registry: "PresetRegistry | None" = None
) -> tuple[Change, ...]:
    """Return what differs between a lock and what is installed, sorted.

    Args:
        path: the lock file.
        registry: the registry with the presets; the shared one by default.

    Raises:
        LockError: the lock is missing or damaged.
    """
    return changes(read_lock(path), registry or _shared())


def take_lock(
    path: "str | os.PathLike[str]",
    names: Iterable[str] | None = None,
    registry: "PresetRegistry | None" = None,
    distribution: str | None = None,
) -> Lock:
    """Return what `write_lock` would write."""
    path, registry = path_text(path), registry or _shared()
    if names is None:
        if distribution is not None:
            raise ArgumentError("distribution= needs names: name the presets of it to lock.")
        return Lock(path, None, _records(_lockable(registry), registry))
    given = [names] if isinstance(names, str) else [*names]
    if not given:
        raise ArgumentError("No presets are named. To lock everything installed, pass None.")
    wanted = {registry.resolve(name, distribution) for name in given}
    for entry in wanted:
        if entry.distribution == APPLICATION:
            raise UnknownPresetError(
                f"The preset {entry.name!r} is registered by the application. Only presets of "
                "packages and files can be locked.",
                name=entry.name,
            )
    records = _records(sorted(wanted), registry)
    return Lock(path, tuple(sorted({name for name, _ in records})), records)


def retake_lock(lock: Lock, registry: "PresetRegistry | None" = None) -> Lock:
    """Return a lock of the same presets as they are now, or of everything if it held everything.

    Presets that are gone are left out.

    Raises:
        LockError: all of them are gone.
    """
    if lock.names is None:
        return take_lock(lock.path, None, registry)
    registry = registry or _shared()
    wanted = [entry for entry in _lockable(registry) if entry.key in lock.records]
    if not wanted:
        raise LockError(f"Nothing in {lock.path} is installed any more. Name the presets to lock.")
    records = _records(wanted, registry)
    return Lock(lock.path, tuple(sorted({name for name, _ in records})), records)


def joined_lock(lock: Lock, more: Lock) -> Lock:
    """Return a lock with the records of both; where they disagree, `more` takes precedence.

    They disagree on a record of the same preset, and on the owner that a name alone resolves to.
    """
    taken = {name for (name, _), record in more.records.items() if record.by_name}
    kept = {
        (name, owner): record
        for (name, owner), record in lock.records.items()
        if not (record.by_name and name in taken)
    }
    records = dict(sorted({**kept, **more.records}.items()))
    names = None if lock.names is None else tuple(sorted({name for name, _ in records}))
    return Lock(lock.path, names, records)


def _shared() -> "PresetRegistry":
    from .registry.registry import default_registry

    return default_registry


def _lockable(registry: "PresetRegistry") -> "list[PresetEntry]":
    return [entry for entry in registry.list() if entry.distribution != APPLICATION]


def _records(entries: "Sequence[PresetEntry]", registry: "PresetRegistry") -> dict[Key, Record]:
    """Load presets and return their records.

    Raises:
        OAuthPresetsError: one error that names every preset that does not load.
    """
    from .registry.isolated_loader import load_each

    records: dict[Key, Record] = {}
    failed: dict[str, PresetLoadError] = {}
    for entry, preset in zip(entries, load_each(registry, entries), strict=True):
        if isinstance(preset, PresetLoadError):
            failed[str(preset)] = preset
        elif isinstance(preset, OAuthPresetsError):
            raise preset
        else:
            records[entry.key] = Record.of(preset, entry.offer, entry.by_name)
    if len(failed) == 1:
        raise next(iter(failed.values()))
    if failed:
        owners = sorted({error.distribution for error in failed.values()})
        raise PresetLoadError(
            f"{len(failed)} presets cannot be loaded.\n" + "\n".join(failed),
            distribution=", ".join(owners),
        )
    return records
