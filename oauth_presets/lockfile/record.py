"""What a lock holds of one preset: made, checked, compared.

A record is plain data: the endpoints and the default scopes in fields of their own, for whoever
reads the file; all else that the preset says under `other`; `by_name`, whether a look-up by name
alone reaches it; a digest of all of it. So the record of a trusted preset and that of an installed
one can be compared value by value.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..core.names import fold

if TYPE_CHECKING:
    from ..core.preset import Preset

Record = dict[str, Any]

_SAID = ("authorize_url", "name", "scopes", "token_url")
_LISTS = ("authorize_hosts", "scopes", "token_hosts")
_FIELDS = {*_SAID, *_LISTS, "by_name", "digest", "distribution", "other", "version"}


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
        "authorize_hosts": _hosts(preset.authorize_url, other.get("variables")),
        "by_name": by_name,
        "digest": _digest(said, other, by_name),
        "distribution": distribution,
        "other": other,
        "token_hosts": _hosts(preset.token_url, other.get("variables")),
        "version": version,
    }


def _digest(said: Record, other: Record, by_name: bool) -> str:
    """Return the digest of all but who offers the preset, and in which version."""
    text = json.dumps({**other, **said, "by_name": by_name}, sort_keys=True)
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _hosts(url: str, variables: Any) -> list[str]:
    """Return the hosts of a URL template, with port: one for each choice that is part of a host.

    Other placeholders stay, and choices too where they would make more than 100 hosts.
    """
    host = url.partition("?")[0].rpartition("://")[2].partition("/")[0]
    hosts = {host}
    for name in re.findall(r"\{(\w+)\}", host):
        choices = _choices(variables, name)
        if 0 < len(hosts) * len(choices) <= 100:
            hosts = {host.replace(f"{{{name}}}", value) for host in hosts for value in choices}
    return sorted(hosts)


def _choices(variables: Any, name: str) -> set[str]:
    """Return what may be put in for a choice. The variables may be those of a damaged lock."""
    variable = variables.get(name) if isinstance(variables, dict) else None
    choices = variable.get("choices") if isinstance(variable, dict) else None
    values = choices.values() if isinstance(choices, dict) else ()
    return {value for value in values if isinstance(value, str)}


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
        variables = record["other"].get("variables")
        if any(
            record[f"{endpoint}_hosts"] != _hosts(record[f"{endpoint}_url"], variables)
            for endpoint in ("authorize", "token")
        ):
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
    lists = [record[field] for field in _LISTS]
    if not isinstance(record["other"], dict) or type(record["by_name"]) is not bool:
        return False
    if not all(isinstance(texts, list) for texts in lists):
        return False
    texts = [text for texts in lists for text in texts]
    texts += [record[field] for field in _FIELDS - {"by_name", "other", *_LISTS}]
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
    for field in ("authorize_hosts", "authorize_url", "token_hosts", "token_url"):
        if old[field] != new[field]:
            found.append(was(field, old[field], new[field]))
    found += _compared("scopes", old["scopes"], new["scopes"])
    found += _compared("", _scopes_apart(old["other"], new), _scopes_apart(new["other"], old))
    if not found and old["by_name"] == new["by_name"]:
        found.append(was("digest", old["digest"], new["digest"]))
    return found


class _Scopes(list[str]):
    """Scopes that stand in a parameter, each by itself."""


def _scopes_apart(other: Record, counterpart: Record) -> Record:
    """Return what a preset says, with the scopes in its parameters as lists.

    They stand in Slack's `user_scope`, and in what is, or was, the parameter of the scopes.
    """
    separator = other.get("scope_separator", " ")
    names = ["user_scope", other.get("scope_param"), counterpart["other"].get("scope_param")]

    def apart(params: Any) -> Any:
        if not isinstance(params, dict):
            return params
        return {
            name: _Scopes(re.split(rf"[\s,{re.escape(str(separator))}]+", value))
            if name in names and isinstance(value, str)
            else value
            for name, value in params.items()
        }

    made = {**other}
    if "authorize_params" in made:
        made["authorize_params"] = apart(made["authorize_params"])
    if isinstance(made.get("offline"), dict) and "params" in made["offline"]:
        made["offline"] = {**made["offline"], "params": apart(made["offline"]["params"])}
    return made


def _compared(where: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, dict | None) and isinstance(new, dict | None):
        old, new = old or {}, new or {}
        for key in sorted({*old, *new}):
            inner = f"{where}.{key}" if where else key
            yield from _compared(inner, old.get(key), new.get(key))
        return
    is_set = where.startswith("scope_sets.")
    if is_set and old is None:
        yield f"{where}: a NEW SCOPE SET, for whoever asks for it: {_shown(new)}"
        return
    more: list[str] = []
    less: list[str] = []
    scopes = is_set or where in ("scopes", "offline.scopes") or _Scopes in (type(old), type(new))
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
