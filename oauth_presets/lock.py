"""Lock files: what the installed presets contained when somebody reviewed and trusted them.

`write_lock` records the owner and the content of each preset; `check_lock` reports what an upgrade
or a new package has changed since; `PresetRegistry(lock=...)` refuses a preset that is not in the
lock or differs from it.

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
            to lock everything installed.
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
    """Return the differences between a lock and what is installed, sorted.

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
            raise ArgumentError("distribution= requires names: pass those of its presets to lock.")
        return Lock(path, None, _records(_lockable(registry), registry))
    names = [names] if isinstance(names, str) else [*names]
    if not names:
        raise ArgumentError("No presets are named. To lock everything installed, pass None.")
    entries = {registry.resolve(name, distribution) for name in names}
    for entry in entries:
        if entry.distribution == APPLICATION:
            raise UnknownPresetError(
                f"The preset {entry.name!r} is registered by the application. Only presets of "
                "packages and files can be locked.",
                name=entry.name,
            )
    records = _records(sorted(entries), registry)
    return Lock(path, tuple(sorted({name for name, _ in records})), records)


def retake_lock(lock: Lock, registry: "PresetRegistry | None" = None) -> Lock:
    """Return a new lock of the presets in a lock, or of everything installed if it has no names.

    Presets that are no longer installed are left out.

    Raises:
        LockError: none of them is installed.
    """
    if lock.names is None:
        return take_lock(lock.path, None, registry)
    registry = registry or _shared()
    entries = [entry for entry in _lockable(registry) if entry.key in lock.records]
    if not entries:
        raise LockError(f"Nothing in {lock.path} is installed any more. Name the presets to lock.")
    records = _records(entries, registry)
    return Lock(lock.path, tuple(sorted({name for name, _ in records})), records)


def joined_lock(lock: Lock, more: Lock) -> Lock:
    """Return a lock with the records of both.

    `more` takes precedence: for a preset that both hold, and for the owner of a name.
    """
    resolved = {name for (name, _), record in more.records.items() if record.by_name}
    kept = {
        (name, owner): record
        for (name, owner), record in lock.records.items()
        if not (record.by_name and name in resolved)
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
        OAuthPresetsError: a preset does not load; one error names all that do not.
    """
    from .registry.isolated_loader import load_each

    records: dict[Key, Record] = {}
    failed: dict[str, PresetLoadError] = {}  # by message: a preset offered twice fails twice
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
