"""Compares presets: with a lock, between two locks, or between any two sources."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ..core.offer import APPLICATION, is_file_owner
from ..errors import OAuthPresetsError
from ..lockfile.file import Key, Lock
from ..lockfile.record import Difference, Record, differences
from ..lockfile.rendering import sentence

if TYPE_CHECKING:
    from ..registry.entry import PresetEntry
    from ..registry.registry import PresetRegistry


Records = Mapping[Key, Record]


class Change(NamedTuple):
    """A change of a preset.

    If it is `changed`, `field` names the field, and `was` and `now` hold its values: None if it is
    not set. Otherwise `detail` says why the preset does not load, or why it is gone or new.
    """

    name: str
    distribution: str
    kind: Literal["broken", "changed", "gone", "new"]
    field: str = ""
    was: Any = None
    now: Any = None
    detail: str = ""

    def __str__(self) -> str:
        if self.field == "by_name":
            verb = "now resolves to it" if self.now else "no longer resolves to it"
            return f"the name alone {verb}{f': {self.detail}' if self.detail else ''}"
        return sentence(Difference(self.field, self.was, self.now)) if self.field else self.detail

    @property
    def asks_for(self) -> tuple[str, ...]:
        """The scopes that are requested now but were not before, except those of new scope sets."""
        if self.kind != "changed" or (self.was is None and self.field.startswith("scope_sets.")):
            return ()
        return tuple(Difference(self.field, self.was, self.now).scopes()[0])


def changes(lock: Lock, registry: "PresetRegistry") -> tuple[Change, ...]:
    """Return the differences between a lock and the installed presets, sorted.

    Presets outside the lock are never imported. They are reported as new if the lock holds
    everything; if they take a locked name, the locked preset is reported.
    """
    from ..registry.isolated_loader import NotCheckedError, load_each

    listed = [entry for entry in registry.list() if entry.distribution != APPLICATION]
    entries = {e.key: e for e in listed if lock.names is None or e.key in lock.records}
    keys = [entry.key for entry in listed]
    locked = [entry for key, entry in entries.items() if key in lock.records]
    presets = dict(zip([e.key for e in locked], load_each(registry, locked), strict=True))
    found: list[Change] = []
    for key in sorted({*lock.records, *entries}):
        entry, record = entries.get(key), lock.records.get(key)
        if entry is None:
            found.append(Change(*key, "gone", detail=_gone(key, keys)))
        elif record is None:
            found.append(Change(*key, "new", detail=_new(entry)))
        else:
            found += _about_owner(record, entry.version, entry.by_name, keys)
            preset = presets[key]
            if isinstance(preset, NotCheckedError):
                raise preset
            if isinstance(preset, OAuthPresetsError):
                found.append(Change(*key, "broken", detail=f"no longer loads: {preset}"))
            else:
                found += _about_values(record, Record.of(preset, entry.offer, entry.by_name))
    return tuple(found)


def compared(old: Lock, new: Lock, registry: "PresetRegistry") -> tuple[Change, ...]:
    """Return the changes from one lock to another, sorted."""
    installed = [entry.key for entry in registry.list()]
    found: list[Change] = []
    for key in sorted({*old.records, *new.records}):
        before, now = old.records.get(key), new.records.get(key)
        if now is None:
            detail = "no longer locked" if key in installed else _gone(key, installed)
            found.append(Change(*key, "gone", detail=detail))
        elif before is None:
            found.append(Change(*key, "new", detail=f"was not locked before{_scopes(now)}"))
        else:
            found += _about_owner(before, now.version, now.by_name, installed)
            found += _about_values(before, now)
    return tuple(found)


def upgrade(old: Records, new: Records, *, by_name: bool) -> tuple[Change, ...]:
    """Return the changes from one source to another, sorted. Versions are not compared.

    Args:
        old: the presets of the old source.
        new: the presets of the new source.
        by_name: whether both sources know if a name alone resolves to a preset.
    """
    found: list[Change] = []
    for key in sorted({*old, *new}):
        before, now = old.get(key), new.get(key)
        if now is None:
            others = _others(key, new)
            found.append(Change(*key, "gone", detail=f"is gone{others and f'; {others} the name'}"))
        elif before is None:
            found.append(Change(*key, "new", detail=f"is new{_scopes(now)}"))
        else:
            if by_name:
                found += _about_name(before, now.by_name, new)
            found += _about_values(before, now)
    return tuple(found)


def _about_owner(
    record: Record, version: str, by_name: bool, keys: Iterable[Key]
) -> Iterator[Change]:
    """Yield changes of the metadata, which is known without loading the preset."""
    key = record.name, record.distribution
    if record.version != version:
        yield Change(*key, "changed", "version", record.version, version)
    yield from _about_name(record, by_name, keys)


def _about_name(record: Record, by_name: bool, keys: Iterable[Key]) -> Iterator[Change]:
    """Yield a change if the name alone now resolves to the preset, or no longer does."""
    key = record.name, record.distribution
    if record.by_name != by_name:
        others = "" if by_name else _others(key, keys)
        detail = f"{others} the name too" if others else ""
        yield Change(*key, "changed", "by_name", record.by_name, by_name, detail)


def _about_values(old: Record, new: Record) -> Iterator[Change]:
    for difference in differences(old, new):
        yield Change(old.name, old.distribution, "changed", *difference)


def _scopes(record: Record) -> str:
    return f"; it asks for {json.dumps(record.scopes)}" if record.scopes else ""


def _gone(key: Key, keys: Iterable[Key]) -> str:
    others = _others(key, keys)
    is_file = is_file_owner(key[1])
    why = (
        "its file was not loaded, or no longer holds it" if is_file else "it is no longer installed"
    )
    return f"is gone: {why}{f'; {others} the name now' if others else ''}"


def _others(key: Key, keys: Iterable[Key]) -> str:
    """Return the other distributions that offer a name, with the verb; empty if none does."""
    name, distribution = key
    owners = sorted({owner for other, owner in keys if other == name} - {distribution})
    return f"{' and '.join(owners)} {'offer' if len(owners) > 1 else 'offers'}" if owners else ""


def _new(entry: "PresetEntry") -> str:
    text = f"is new{f', version {entry.version}' if entry.version else ''}"
    if entry.shadowed:
        return f"{text}; the name alone still resolves to the preset of oauth-presets"
    return f"{text}; in conflict with others that offer the name" if entry.conflict else text
