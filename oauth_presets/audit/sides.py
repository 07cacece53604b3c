"""Compares any two sources of presets: exports, wheels, locks, installed packages.

Nothing is installed. A wheel's modules are imported in a separate process.
"""

import stat
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from ..core.names import normalize_distribution
from ..core.offer import APPLICATION, Offer, is_file_owner
from ..errors import ArgumentError, LockError, PresetLoadError
from ..lockfile.file import Key, read_lock
from ..lockfile.record import Record
from ..registry.isolated_loader import Loaded, NotCheckedError, load_each, load_from
from ..registry.preset_file import read_rows
from ..registry.registry import PresetRegistry
from ..registry.wheel import read_wheel, unpacked
from ..util.strict_json import json_object
from .diff import Change, Records, upgrade

INSTALLED = "installed"
"""The source that stands for the installed packages, in place of a file."""

ACCEPTED = (
    "a wheel (.whl), a file that `oauth-presets export` or `oauth-presets lock` wrote, or the word "
    f"{INSTALLED}"
)


class Broken(NamedTuple):
    """A preset that does not load."""

    version: str
    reason: str


class Side(NamedTuple):
    """The presets of one source, with normalized distribution names (PEP 503)."""

    source: str
    """The file, or `installed`."""
    kind: Literal["export", "installed", "lock", "wheel"]
    records: Records
    broken: Mapping[Key, Broken]
    distribution: str | None = None
    """A wheel's distribution."""
    selective: bool = False
    """Whether it is a lock of named presets."""

    def covers(self, key: Key) -> bool:
        """Return whether a preset would be in this source if it existed there."""
        if self.distribution is not None:
            return key[1] == self.distribution
        return not self.selective or key in self.records

    def versions(self) -> dict[str, str]:
        """Return the version of each distribution, or all its versions in a lock."""
        versions: dict[str, set[str]] = {}
        for presets in (self.records, self.broken):
            for (_, owner), preset in presets.items():
                versions.setdefault(owner, set()).add(preset.version)
        return {owner: ", ".join(sorted(several)) for owner, several in versions.items()}


class VersionChange(NamedTuple):
    """A distribution with different versions on the two sides; None if a side does not have it."""

    distribution: str
    was: str | None
    now: str | None


class Comparison(NamedTuple):
    """The changes from the old side to the new one."""

    old: Side
    new: Side
    versions: tuple[VersionChange, ...]
    changes: tuple[Change, ...]
    """Those that request more scopes come first, then presets that do not load."""


def compare(old: str, new: str, registry: PresetRegistry) -> Comparison:
    """Compare two sources of presets.

    A wheel is compared with the presets of its own distribution, and a lock of named presets with
    those presets.

    Args:
        old: the old source, see `ACCEPTED`.
        new: the new source.
        registry: the registry of the installed packages.

    Raises:
        OAuthPresetsError: a source is missing, damaged or not accepted, or there are no presets to
            compare.
        NotCheckedError: a preset could not be loaded, for a reason that is not its own.
    """
    sides = [None if source == INSTALLED else _read(source) for source in (old, new)]
    before, after = (sides[n] or _installed(registry, sides[1 - n]) for n in (0, 1))
    before, after = _within(before, after), _within(after, before)
    if not any((*before.records, *before.broken, *after.records, *after.broken)):
        raise ArgumentError(
            f"Nothing to compare: {old} and {new} hold no preset of the same distribution."
        )
    return Comparison(before, after, _versions(before, after), _changes(before, after))


def _changes(old: Side, new: Side) -> tuple[Change, ...]:
    broken = [
        Change(*key, "broken", detail=f"does not load from {side.source}: {preset.reason}")
        for side in (old, new)
        for key, preset in side.broken.items()
    ]
    skipped = {*old.broken, *new.broken}
    records = [{k: r for k, r in side.records.items() if k not in skipped} for side in (old, new)]
    by_name = {old.kind, new.kind} <= {"installed", "lock"}
    return tuple(sorted([*broken, *upgrade(*records, by_name=by_name)], key=_rank))


def _rank(change: Change) -> int:
    return 0 if change.asks_for else 1 if change.kind == "broken" else 2


def _versions(old: Side, new: Side) -> tuple[VersionChange, ...]:
    was, now = old.versions(), new.versions()
    rows = [VersionChange(d, was.get(d), now.get(d)) for d in sorted({*was, *now})]
    return tuple(row for row in rows if row.was != row.now)


def _within(side: Side, other: Side) -> Side:
    """Leave out the presets that the other side does not cover, unless both are of one kind."""
    if side.kind == other.kind:
        return side
    return side._replace(
        records={key: record for key, record in side.records.items() if other.covers(key)},
        broken={key: broken for key, broken in side.broken.items() if other.covers(key)},
    )


# -- reading ---------------------------------------------------------------------------------------


def _read(source: str) -> Side:
    path = Path(source)
    if path.suffix == ".whl" and path.is_file():
        return _wheel(path)
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # reading it may never end
            raise ArgumentError(f"Cannot read {source}: not a regular file. Accepted: {ACCEPTED}.")
        body = path.read_bytes()
    except OSError as error:
        raise ArgumentError(
            f"Cannot read {source}: {error.strerror}. Accepted: {ACCEPTED}."
        ) from None
    try:
        is_lock = "names" in json_object(body)
    except ValueError:
        is_lock = path.suffix == ".lock"
        if path.suffix not in (".json", ".lock"):
            raise ArgumentError(f"Cannot compare {source}. Accepted: {ACCEPTED}.") from None
    return _lock(source) if is_lock else _export(source)


def _lock(source: str) -> Side:
    lock = read_lock(source)
    records = {
        (name, _owner(owner)): record.model_copy(update={"distribution": _owner(owner)})
        for (name, owner), record in lock.records.items()
    }
    return Side(source, "lock", records, {}, selective=lock.names is not None)


def _export(source: str) -> Side:
    rows = read_rows(source)
    offers = [Offer(row.preset.name, row.distribution, row.version) for row in rows]
    return Side(source, "export", *_records(offers, [row.preset for row in rows]))


def _wheel(path: Path) -> Side:
    with unpacked(path) as folder:
        wheel = read_wheel(path, folder)
        if not wheel.offers:
            raise ArgumentError(f"{path} holds no presets.")
        loaded = load_from(str(folder), wheel.offers)
    owner = _owner(wheel.distribution)
    return Side(str(path), "wheel", *_records(wheel.offers, loaded), distribution=owner)


def _installed(registry: PresetRegistry, other: Side | None) -> Side:
    if other is None:
        raise ArgumentError(f"{INSTALLED!r} cannot be compared with itself. Name {ACCEPTED}.")
    entries = [
        entry
        for entry in registry.list()
        if entry.distribution != APPLICATION
        and other.covers((entry.name, _owner(entry.distribution)))
    ]
    offers = [entry.offer for entry in entries]
    by_name = [entry.by_name for entry in entries]
    return Side(INSTALLED, "installed", *_records(offers, load_each(registry, entries), by_name))


def _records(
    offers: Sequence[Offer], loaded: Sequence[Loaded], by_name: Iterable[bool] | None = None
) -> tuple[dict[Key, Record], dict[Key, Broken]]:
    records: dict[Key, Record] = {}
    broken: dict[Key, Broken] = {}
    for offer, preset, reached in zip(offers, loaded, by_name or [True] * len(offers), strict=True):
        owned = offer._replace(distribution=_owner(offer.distribution))
        key = owned.name, owned.distribution
        if isinstance(preset, NotCheckedError):
            raise preset
        try:
            if isinstance(preset, Exception):
                raise preset
            records[key] = Record.of(preset, owned, reached)
        except PresetLoadError as error:
            broken[key] = Broken(offer.version, error.reason)
        except LockError as error:
            broken[key] = Broken(offer.version, str(error))
    return records, broken


def _owner(distribution: str) -> str:
    """Return an owner as it is compared: distributions by PEP 503, files by their exact names."""
    return distribution if is_file_owner(distribution) else normalize_distribution(distribution)
