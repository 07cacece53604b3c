"""The lock file: what the installed presets said when somebody trusted them.

`write_lock` records, for each preset, who offers it and what it says; `changes` tells what an
upgrade or a newly installed package has changed since; `PresetRegistry(lock=...)` refuses a preset
that is not, or no longer, what the lock says. The file is sorted, indented JSON.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import LockError
from .files import write_atomically
from .names import fold

if TYPE_CHECKING:
    from .preset import Preset
    from .registry import PresetRegistry

LOCK_FILE = "oauth-presets.lock"
"""The usual name of the file."""

FORMAT = 1

Record = dict[str, Any]
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
        names: the presets to lock; all that are installed, where there are none.
        registry: whose presets; the shared one by default.

    Raises:
        OAuthPresetsError: a preset is unknown or does not load. Nothing is written then.
        OSError: the file cannot be written. What was there is still there then.
    """
    registry = registry or _default()
    asked = sorted({_folded(name, registry) for name in names}) or None
    records = _records(registry, asked)
    content = {"format": FORMAT, "names": asked, "presets": list(records.values())}
    write_atomically(path, json.dumps(content, indent=2, sort_keys=True) + "\n")
    return Lock(os.fspath(path), tuple(asked) if asked else None, records)


def read_lock(path: "str | os.PathLike[str]") -> Lock:
    """Read a lock file.

    Raises:
        LockError: it is missing or damaged. A lock is never ignored.
    """
    shown = os.fspath(path)
    try:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise LockError(f"{shown} is a lock of format {content['format']!r}; this is {FORMAT}.")
        names, presets = content["names"], content["presets"]
        records = {(record["name"], record["distribution"]): record for record in presets}
        well_formed = (
            len(records) == len(presets)
            and (names is None or all(isinstance(name, str) for name in names))
            and all(map(_is_record, presets))
        )
    except OSError as error:
        raise LockError(
            f"The lock {shown} cannot be read: {error.strerror}. `oauth-presets lock` writes it."
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        well_formed = False
    if not well_formed:
        raise LockError(
            f"The lock {shown} is damaged. Restore it from version control, or write it anew with "
            "`oauth-presets lock` after checking what is installed."
        )
    return Lock(shown, None if names is None else tuple(names), records)


def changes(lock: Lock, registry: "PresetRegistry | None" = None) -> tuple[Change, ...]:
    """Return what differs between a lock and what is installed, sorted; empty where nothing does.

    Raises:
        OAuthPresetsError: a locked preset does not load.
    """
    registry = registry or _default()
    now = _records(registry, None if lock.names is None else list(lock.names), missing_ok=True)
    found = []
    for key in sorted({*lock.records, *now}):
        old, new = lock.records.get(key), now.get(key)
        if old is None:
            found.append(Change(*key, "is new: it is not in the lock"))
        elif new is None:
            found.append(Change(*key, "is gone: it is not installed any more"))
        else:
            found += [Change(*key, what) for what in _differences(old, new)]
    return tuple(found)


def verify(lock: Lock, distribution: str, version: str, preset: "Preset") -> None:
    """Refuse a preset that is not what the lock says.

    Raises:
        LockError: what differs.
    """
    old = lock.records.get((preset.name, distribution))
    if old is None:
        raise LockError(
            f"The preset {preset.name!r} of {distribution} is not in {lock.path}. If it is to be "
            "trusted, add it with `oauth-presets lock`."
        )
    differences = _differences(old, _record(preset, distribution, version))
    if differences:
        raise LockError(
            f"The preset {preset.name!r} of {distribution} is not what {lock.path} says: "
            f"{'; '.join(differences)}. If the change is right, write the lock anew with "
            "`oauth-presets lock`."
        )


def _folded(name: str, registry: "PresetRegistry") -> str:
    try:
        return fold(name)
    except ValueError:
        registry.get(name)  # says what is wrong with the name
        raise


def _default() -> "PresetRegistry":
    from .registry import default_registry

    return default_registry


def _records(
    registry: "PresetRegistry", names: "list[str] | None", missing_ok: bool = False
) -> dict[Key, Record]:
    from .registry import APPLICATION

    records = {}
    entries = [entry for entry in registry.list() if entry.distribution != APPLICATION]
    for name in () if missing_ok else names or ():
        if name not in {entry.name for entry in entries}:
            registry.get(name)  # says what is wrong with the name
    for entry in entries:
        if names is None or entry.name in names:
            preset = registry.get(entry.name, entry.distribution)
            key = (entry.name, entry.distribution)
            records[key] = _record(preset, entry.distribution, entry.version)
    return records


_FIELDS = (
    "authorize_host",
    "authorize_url",
    "digest",
    "distribution",
    "name",
    "scopes",
    "token_host",
    "token_url",
    "version",
)


def _is_record(record: object) -> bool:
    if not isinstance(record, dict) or set(record) != set(_FIELDS):
        return False
    scopes = record["scopes"]
    texts = [*scopes, *(value for field, value in record.items() if field != "scopes")]
    return isinstance(scopes, list) and all(isinstance(text, str) for text in texts)


def _record(preset: "Preset", distribution: str, version: str) -> Record:
    # Without defaults, so that a field that Preset gains one day changes no digest.
    data = json.dumps(preset.model_dump(mode="json", exclude_defaults=True), sort_keys=True)
    return {
        "authorize_host": _host(preset.authorize_url),
        "authorize_url": preset.authorize_url,
        "digest": f"sha256:{hashlib.sha256(data.encode()).hexdigest()}",
        "distribution": distribution,
        "name": preset.name,
        "scopes": list(preset.scopes),
        "token_host": _host(preset.token_url),
        "token_url": preset.token_url,
        "version": version,
    }


def _host(url: str) -> str:
    """Return the host of a URL template, placeholders included."""
    return url.partition("://")[2].partition("/")[0].partition("?")[0] or url.partition("/")[0]


def _differences(old: Record, new: Record) -> list[str]:
    found = []
    for field in ("version", "authorize_host", "authorize_url", "token_host", "token_url"):
        if old[field] != new[field]:
            found.append(f"{field} was {old[field]!r} and is {new[field]!r}")
    added = [scope for scope in new["scopes"] if scope not in old["scopes"]]
    removed = [scope for scope in old["scopes"] if scope not in new["scopes"]]
    if added:
        found.append(f"it ASKS FOR MORE by default: {' '.join(added)}")
    if removed:
        found.append(f"by default it no longer asks for: {' '.join(removed)}")
    if old["digest"] != new["digest"] and not found:
        found.append("other data of the preset changed (the digest differs)")
    return found
