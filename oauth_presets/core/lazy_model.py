"""How this package's models use pydantic: its validators are built when they are first needed.

Building them takes a quarter of the time of a process that makes one configuration, and such a
process needs none: the values of a preset that is written in Python are of the declared types, and
those of a configuration were checked by `build_oauth`. So a model can be filled with such values,
and pydantic sees to everything else: other types, wrong ones, assignments, dumps.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema

_absorbed = False


class Model(BaseModel):
    """Base of this package's models."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        _absorb_plugin_scan()
        return handler(source)


def fill(model: BaseModel, values: dict[str, Any], given: set[str]) -> None:
    """Give a model that has no values yet those that are known to be right."""
    put = object.__setattr__  # a frozen model's own refuses
    put(model, "__dict__", values)
    put(model, "__pydantic_fields_set__", given)
    put(model, "__pydantic_extra__", None)
    put(model, "__pydantic_private__", None)


def plain_values(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the values of all fields, or None where pydantic would convert or refuse something.

    Mappings are copied, as pydantic does.
    """
    values, left = {}, len(data)
    for name, keeps, default in _fields(model):
        if name in data:
            value = data[name]
            if not keeps(value):
                return None
            left -= 1
        elif default is _REQUIRED:
            return None
        else:
            value = default
        values[name] = value.copy() if type(value) is dict else value
    return None if left else values


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Callable[[Any], bool], Any], ...]:
    return tuple(
        (name, _keeper(field.annotation), _REQUIRED if field.is_required() else field.default)
        for name, field in model.model_fields.items()
    )


_REQUIRED = object()


def _keeper(annotation: Any) -> Callable[[Any], bool]:
    """Return a function that tells whether a value is of the very type that is annotated.

    Only the annotations that this package's models have are known.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return lambda value: type(value) is str and value in arguments
    if origin in (Union, UnionType):
        keepers = [*map(_keeper, arguments)]
        return lambda value: any(keep(value) for keep in keepers)
    if origin is tuple:
        keep = _keeper(arguments[0])
        return lambda value: type(value) is tuple and all(map(keep, value))
    if origin is Mapping:
        keep_key, keep = map(_keeper, arguments)
        return lambda value: (
            type(value) is dict and all(map(keep_key, value)) and all(map(keep, value.values()))
        )
    if issubclass(annotation, BaseModel):
        return lambda value: (
            type(value) is annotation and plain_values(annotation, vars(value)) is not None
        )
    return lambda value: type(value) is annotation


def _absorb_plugin_scan() -> None:
    """Let pydantic look for its own plugins while nothing depends on it.

    It does so when the first validator of a process is built, and one unreadable entry_points.txt,
    of whatever package, makes that raise. It does not look again: the second attempt works, with
    the plugins that could be loaded. So the first is for a model that nobody needs.
    """
    global _absorbed
    if _absorbed:
        return
    _absorbed = True
    try:
        type("_FirstModel", (BaseModel,), {"__module__": __name__})
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: S110 (what it found is not ours to report)
        pass
