"""Writes a preset as Python source, formatted as ruff formats it."""

import builtins
import json
import keyword
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from ..core.preset import Preset

LINE_LENGTH = 100


def attribute(name: str) -> str:
    """Return the variable name for a preset: its own name, unless that already means something."""
    taken = keyword.iskeyword(name) or hasattr(builtins, name) or name == "date"
    return f"preset_{name}" if taken or not name.isidentifier() else name


def module_source(
    preset: Preset, comments: Mapping[str, Iterable[str]] = MappingProxyType({})
) -> str:
    """Return the source of a module that defines a preset.

    Args:
        preset: the preset.
        comments: field -> lines of a comment in its place, even if the field is not set.
    """
    title = preset.title.replace("\\", "\\\\").replace('"', "'")
    used = sorted({type(model).__name__ for model in _models(preset)})
    lines = [
        f'"""{title}: {preset.docs_url}."""',
        "",
        *(["from datetime import date", ""] if preset.verified_on else []),
        *_import_lines(used),
        "",
        f"{attribute(preset.name)} = Preset(",
    ]
    values = dict(_fields(preset))
    for field in _order(preset):
        lines += [f"    # {line}" for line in comments.get(field, ())]
        if field in values:
            lines += _lines(f"{field}=", values[field], "    ")
    return "\n".join([*lines, ")", ""])


def call_source(function: str, arguments: Iterable[str]) -> str:
    """Return the source of a call, on one line if it fits."""
    parts = [*arguments]
    line = f"{function}({', '.join(parts)})"
    if _width(line) <= LINE_LENGTH:
        return line
    return "\n".join([f"{function}(", *(f"    {part}," for part in parts), ")"])


def literal(text: str) -> str:
    """Return a string literal with the quotes that need fewer escapes, as ruff prefers."""
    if text.count('"') <= text.count("'"):
        return json.dumps(text, ensure_ascii=False)
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _import_lines(names: list[str]) -> list[str]:
    line = f"from oauth_presets import {', '.join(names)}"
    if len(line) <= LINE_LENGTH:
        return [line]
    return ["from oauth_presets import (", *(f"    {name}," for name in names), ")"]


def _fields(model: BaseModel) -> Iterator[tuple[str, Any]]:
    fields = type(model).model_fields
    for name in _order(model):
        value = getattr(model, name)
        if fields[name].is_required() or value != fields[name].get_default():
            yield name, value


def _order(model: BaseModel) -> list[str]:
    """Return the model's field names in order, but docs_url just before console_url."""
    order = sorted(type(model).model_fields, key=lambda name: name == "docs_url")
    if "docs_url" in order:
        order.insert(order.index("console_url"), order.pop())
    return order


def _models(value: object) -> Iterator[BaseModel]:
    if isinstance(value, BaseModel):
        yield value
        for _, inner in _fields(value):
            yield from _models(inner)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _models(inner)


def _lines(prefix: str, value: object, indent: str) -> list[str]:
    """Return the lines of `prefix value,`: one if it fits, else one for each part of the value."""
    line = f"{indent}{prefix}{_flat(value)},"
    opening, parts, closing = _parts(value)
    if _width(line) <= LINE_LENGTH or not parts:
        return [line]
    lines = [f"{indent}{prefix}{opening}"]
    for key, part in parts:
        lines += _lines(key, part, f"{indent}    ")
    return [*lines, f"{indent}{closing},"]


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _flat(value: object) -> str:
    opening, parts, closing = _parts(value)
    if not opening:
        return literal(value) if isinstance(value, str) else repr(value)
    inner = ", ".join(f"{key}{_flat(part)}" for key, part in parts)
    return f"{opening}{inner}{',' if isinstance(value, tuple) and len(value) == 1 else ''}{closing}"


def _parts(value: object) -> tuple[str, list[tuple[str, object]], str]:
    """Return a value's opening bracket, parts and closing bracket; all empty for a scalar."""
    if isinstance(value, BaseModel):
        return f"{type(value).__name__}(", [(f"{k}=", v) for k, v in _fields(value)], ")"
    if isinstance(value, Mapping):
        return "{", [(f"{literal(k)}: ", v) for k, v in value.items()], "}"
    if isinstance(value, tuple):
        return "(", [("", v) for v in value], ")"
    if isinstance(value, date):
        return "date(", [("", part) for part in (value.year, value.month, value.day)], ")"
    return "", [], ""
