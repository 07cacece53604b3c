"""What has changed: between a lock and what is installed, and between two locks."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..errors import OAuthPresetsError
from ..lock import FILE, Lock, installed, is_by_name, shared
from ..lockfile.record import Record, differences, record_of, was

if TYPE_CHECKING:
    from ..registry.registry import PresetEntry, PresetRegistry


class Change(NamedTuple):
    """One difference between a lock and what is installed, or between two locks."""

    name: str
    distribution: str
    kind: Literal["broken", "changed", "gone", "new"]
    what: str
    """In words: which value was what and is what now, or that the preset is new or gone."""


def changes(lock: Lock, registry: "PresetRegistry | None" = None) -> tuple[Change, ...]:
    """Return what differs between a lock and what is installed, sorted; empty where nothing does.

    What is not in the lock matters where the lock holds everything, or where it changes who answers
    a locked name. It is reported from its package's metadata, without importing it.

    Args:
        lock: what `read_lock` returned.
        registry: whose presets to compare with it; the shared one by default.
    """
    from ..registry.isolated_loader import load_each

    registry = registry or shared()
    found = []
    listed = installed(registry)
    entries = {
        entry[:2]: entry for entry in listed if lock.names is None or entry[:2] in lock.records
    }
    held = [key for key in entries if key in lock.records]
    presets = dict(zip(held, load_each(registry, [entries[key] for key in held]), strict=True))
    for key in sorted({*lock.records, *entries}):
        entry, record = entries.get(key), lock.records.get(key)
        if entry is None:
            found.append(Change(*key, "gone", _gone(*key, listed)))
        elif record is None:
            found.append(Change(*key, "new", _newcomer(entry)))
        else:
            preset, reached = presets[key], is_by_name(entry, listed)
            for what in _metadata(record, entry.version, reached, listed):
                found.append(Change(*key, "changed", what))
            if isinstance(preset, OAuthPresetsError):
                found.append(Change(*key, "broken", f"does not load any more: {preset}"))
            else:
                now = record_of(preset, entry.distribution, entry.version, reached)
                found += [Change(*key, "changed", what) for what in differences(record, now)]
    return tuple(found)


def compared(old: Lock, new: Lock, registry: "PresetRegistry | None" = None) -> tuple[Change, ...]:
    """Return what a lock would change that replaces another one; sorted."""
    listed = installed(registry or shared())
    there = {entry[:2] for entry in listed}
    found = []
    for key in sorted({*old.records, *new.records}):
        before, now = old.records.get(key), new.records.get(key)
        if now is None:
            left_out = "is not to be locked any more" if key in there else _gone(*key, listed)
            found.append(Change(*key, "gone", left_out))
        elif before is None:
            asks = f"; it asks for {json.dumps(now['scopes'])}" if now["scopes"] else ""
            found.append(Change(*key, "new", f"was not locked before{asks}"))
        else:
            texts = [*_metadata(before, now["version"], now["by_name"], listed)]
            texts += differences(before, now)
            found += [Change(*key, "changed", what) for what in texts]
    return tuple(found)


def _metadata(
    record: Record, version: str, by_name: bool, listed: "Sequence[PresetEntry]"
) -> Iterator[str]:
    """Yield what has changed in what is known without loading the preset."""
    if record["version"] != version:
        yield was("version", record["version"], version)
    if by_name and not record["by_name"]:
        yield "a look-up by name alone did not reach it, and does now"
    elif record["by_name"] and not by_name:
        others = _others(record["name"], record["distribution"], listed)
        why = f": {others} the name too" if others else ""
        yield f"a look-up by name alone reached it, and does not now{why}"


def _gone(name: str, distribution: str, listed: "Sequence[PresetEntry]") -> str:
    others = _others(name, distribution, listed)
    is_file = distribution.startswith(FILE)
    why = "its file was not given, or lost it" if is_file else "it is not installed any more"
    return f"is gone: {why}{f'; {others} the name now' if others else ''}"


def _others(name: str, distribution: str, listed: "Sequence[PresetEntry]") -> str:
    owners = sorted({e.distribution for e in listed if e.name == name} - {distribution})
    return f"{' and '.join(owners)} {'offer' if len(owners) > 1 else 'offers'}" if owners else ""


def _newcomer(entry: "PresetEntry") -> str:
    version = f", in version {entry.version}" if entry.version else ""
    text = f"is new{version}: it was not there when the lock was written"
    if entry.shadowed:
        return f"{text}; oauth-presets offers the name too, and still answers it"
    if entry.conflict:
        return f"{text}; others offer the name too, so that it is in conflict"
    return text
