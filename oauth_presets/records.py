"""What a lock holds of one preset: made, checked, compared.

A record is plain data: the endpoints and the default scopes in fields of their own, for whoever
reads the file; all else that the preset says under `other`; `by_name`, whether a look-up by name
alone reaches it; a digest of all of it. So the record of a trusted preset and that of an installed
one can be compared value by value.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .names import fold

if TYPE_CHECKING:
    from .preset import Preset

Record = dict[str, Any]

_SAID = ("authorize_url", "name", "scopes", "token_url")
_FIELDS = {
    *_SAID, "authorize_host", "by_name", "digest", "distribution", "other", "token_host", "version"
}  # fmt: skip


def record_of(preset: "Preset", distribution: str, version: str, by_name: bool) -> Record:
    """Return the record of a preset, as it stands in a lock file.

    Args:
        preset: what it says.
        distribution: who offers it.
        version: in which version.
        by_name: whether a look-up by name alone reaches it, or only one with `distribution=`.
    """
    # Without defaults, so that a field that Preset gains one day changes no digest.
    other = preset.model_dump(mode="json", exclude_defaults=True)
    said = {field: other.pop(field, []) for field in _SAID}
    return {
        **said,
        "authorize_host": _host(preset.authorize_url),
        "by_name": by_name,
        "digest": _digest(said, other, by_name),
        "distribution": distribution,
        "other": other,
        "token_host": _host(preset.token_url),
        "version": version,
    }


def _digest(said: Record, other: Record, by_name: bool) -> str:
    """Return the digest of all but who offers the preset, and in which version."""
    text = json.dumps({**other, **said, "by_name": by_name}, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _host(url: str) -> str:
    """Return the host of a URL template, placeholders and port included."""
    return url.partition("?")[0].rpartition("://")[2].partition("/")[0]


def damage(content: Any) -> Iterator[str]:
    """Yield what is wrong with the content of a lock file."""
    if not isinstance(content, dict) or set(content) != {"format", "names", "presets"}:
        yield "it is no object with format, names and presets"
        return
    if type(content["format"]) is not int:
        yield "its format is no whole number"
    names, presets = content["names"], content["presets"]
    if names is not None and not (isinstance(names, list) and names and all(map(_is_name, names))):
        yield "names are neither null nor a list of names of presets"
        return
    if not isinstance(presets, list):
        yield "presets is no list"
        return
    seen: set[tuple[str, str]] = set()
    reached: set[str] = set()
    for number, record in enumerate(presets, 1):
        if not _is_record(record):
            yield f"record {number} has a field too many, too few, or of the wrong kind"
            return
        key = record["name"], record["distribution"]
        if key in seen:
            yield f"{key[0]!r} of {key[1]} stands twice"
        if record["by_name"] and record["name"] in reached:
            yield f"it says of two that a look-up by the name {record['name']!r} reaches them"
        if record["by_name"]:
            reached.add(record["name"])
        if names is not None and record["name"] not in names:
            yield f"it holds {record['name']!r}, which its names do not"
        hosts = _host(record["authorize_url"]), _host(record["token_url"])
        if hosts != (record["authorize_host"], record["token_host"]):
            yield f"the hosts of {record['name']!r} are not those of its URLs"
        said = {field: record[field] for field in _SAID}
        if record["digest"] != _digest(said, record["other"], record["by_name"]):
            yield f"{record['name']!r} does not have the digest that stands there"
        seen.add(key)


def _is_name(value: object) -> bool:
    try:
        return isinstance(value, str) and fold(value) == value
    except ValueError:
        return False


def _is_record(record: object) -> bool:
    if not isinstance(record, dict) or set(record) != _FIELDS:
        return False
    other, scopes = record["other"], record["scopes"]
    if not isinstance(other, dict) or not isinstance(scopes, list):
        return False
    if type(record["by_name"]) is not bool:
        return False
    texts = [*scopes, *(record[field] for field in _FIELDS - {"by_name", "other", "scopes"})]
    plain = all(isinstance(text, str) and text.isprintable() for text in texts)
    return plain and _is_name(record["name"])


# -- differences -----------------------------------------------------------------------------------


def differences(old: Record, new: Record) -> list[str]:
    """Return, value by value, what the preset says now and did not say.

    Whether a look-up by name reaches it is not part of that.
    """
    if old["digest"] == new["digest"]:
        return []
    found = []
    for field in ("authorize_host", "authorize_url", "token_host", "token_url"):
        if old[field] != new[field]:
            found.append(was(field, old[field], new[field]))
    found += _compared("scopes", old["scopes"], new["scopes"])
    found += _compared("", old["other"], new["other"])
    if not found and old["by_name"] == new["by_name"]:
        found.append(was("digest", old["digest"], new["digest"]))
    return found


def _compared(where: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, dict | None) and isinstance(new, dict | None):
        old, new = old or {}, new or {}
        for key in sorted({*old, *new}):
            inner = f"{where}.{key}" if where else key
            yield from _compared(inner, old.get(key), new.get(key))
        return
    more: list[str] = []
    less: list[str] = []
    scopes = where in ("scopes", "offline.scopes") or where.startswith("scope_sets.")
    if scopes and isinstance(old, list | None) and isinstance(new, list | None):
        more = [scope for scope in new or () if scope not in (old or ())]
        less = [scope for scope in old or () if scope not in (new or ())]
        if more:
            yield f"{where}: it ASKS FOR MORE: {_shown(more)}"
        if less:
            yield f"{where}: it no longer asks for: {_shown(less)}"
    if not more and not less:
        yield was(where, old, new)


def was(what: str, old: Any, new: Any) -> str:
    """Say that a value changed."""
    return f"{ascii(what)[1:-1]} was {_shown(old)} and is {_shown(new)}"


def _shown(value: Any) -> str:
    return "not set" if value is None else json.dumps(value)
