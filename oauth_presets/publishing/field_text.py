"""Sets fields of a preset from text: from options of a command, or answers to its questions."""

import json
import shlex
from collections.abc import Mapping
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from ..core.preset import Preset
from ..errors import ArgumentError


def set_field(fields: dict[str, Any], path: str, text: str) -> None:
    """Set a field in the plain data of a preset.

    Words separated by spaces become a list, and `name=value` words a mapping; a text that begins
    with `[` or `{` is read as JSON. `Preset` validates the value later.

    Args:
        fields: the data, which is changed.
        path: the field, such as `pkce`, `offline.mode` or `variables.region.kind`.
        text: its value.

    Raises:
        ArgumentError: the field is unknown, or the text does not suit its type.
    """
    parts = path.split(".")
    kind: Any = Preset
    for number, part in enumerate(parts):
        kind = _inner(kind, parts[:number], part)
        if number == len(parts) - 1:
            fields[part] = _value(kind, text, path)
        else:
            fields = fields.setdefault(part, {})
            if not isinstance(fields, dict):
                raise ArgumentError(f"{path}: {part!r} is already set as a whole.")


def _inner(kind: Any, outer: list[str], part: str) -> Any:
    """Return the type of a model's field, or of a mapping's values."""
    if get_origin(kind) is Mapping:
        return get_args(kind)[1]
    fields = kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}
    if part in fields:
        annotation = fields[part].annotation
        optional = get_origin(annotation) in (Union, UnionType)
        return get_args(annotation)[0] if optional else annotation
    near = get_close_matches(part, fields, n=1)
    hint = f" Did you mean {'.'.join([*outer, near[0]])!r}?" if near else ""
    raise ArgumentError(f"Unknown field {'.'.join([*outer, part])!r}.{hint}")


_FORMS: dict[Any, tuple[type, str]] = {
    tuple: (list, "words, or a JSON array"),
    Mapping: (dict, "NAME=VALUE words, or a JSON object"),
}


def _value(kind: Any, text: str, path: str) -> Any:
    origin = get_origin(kind)
    is_model = isinstance(kind, type) and issubclass(kind, BaseModel)
    if not is_model and origin not in _FORMS:
        return text
    expected, form = _FORMS.get(origin, (dict, "a JSON object"))
    value: Any
    try:
        value = json.loads(text) if text.lstrip().startswith(("[", "{")) else shlex.split(text)
    except ValueError as error:
        raise ArgumentError(f"{path}: {error}.") from None
    if origin is Mapping and isinstance(value, list) and all("=" in str(word) for word in value):
        value = dict(str(word).split("=", 1) for word in value)
    if not isinstance(value, expected):
        raise ArgumentError(f"{path}: expected {form}.")
    return value
