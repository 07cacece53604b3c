"""The base of this package's models, which build pydantic's validators only when needed.

Building them takes a quarter of the time of a process that makes one configuration, and most
processes need none: the values of a preset written in Python have the declared types already, and
`build_oauth` has checked those of a configuration. Models are filled with such values directly;
pydantic handles the rest: other types, invalid values, assignments and dumps.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema


class Model(BaseModel):
    """Base of this package's models."""

    model_config = ConfigDict(defer_build=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        _absorb_plugin_scan()
        return handler(source)


def fill(model: BaseModel, values: dict[str, Any], given: set[str]) -> None:
    """Set a new model's fields without validation. The values must be valid.

    Args:
        model: a model without values.
        values: the values of all fields.
        given: the names of the fields that count as set.
    """
    set_attribute = object.__setattr__  # that of a frozen model refuses
    set_attribute(model, "__dict__", values)
    set_attribute(model, "__pydantic_fields_set__", given)
    set_attribute(model, "__pydantic_extra__", None)
    set_attribute(model, "__pydantic_private__", None)


def plain_values(model: type[BaseModel], data: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the values of all fields, or None if pydantic would convert or refuse any of the data.

    Dictionaries are copied, as pydantic does.
    """
    values, unknown = {}, len(data)
    for name, is_exact, default in _fields(model):
        if name in data:
            value = data[name]
            if not is_exact(value):
                return None
            unknown -= 1
        elif default is _REQUIRED:
            return None
        else:
            value = default
        values[name] = value.copy() if type(value) is dict else value
    return None if unknown else values


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, Callable[[Any], bool], Any], ...]:
    return tuple(
        (name, _exact(field.annotation), _REQUIRED if field.is_required() else field.default)
        for name, field in model.model_fields.items()
    )


_REQUIRED = object()


def _exact(annotation: Any) -> Callable[[Any], bool]:
    """Return a function that tells whether a value has exactly the annotated type.

    Only annotations that this package's models use are supported.
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return lambda value: type(value) is str and value in arguments
    if origin in (Union, UnionType):
        alternatives = [*map(_exact, arguments)]
        return lambda value: any(is_exact(value) for is_exact in alternatives)
    if origin is tuple:
        is_item = _exact(arguments[0])
        return lambda value: type(value) is tuple and all(map(is_item, value))
    if origin is Mapping:
        is_key, is_value = map(_exact, arguments)
        return lambda value: (
            type(value) is dict and all(map(is_key, value)) and all(map(is_value, value.values()))
        )
    if issubclass(annotation, BaseModel):
        return lambda value: (
            type(value) is annotation and plain_values(annotation, vars(value)) is not None
        )
    return lambda value: type(value) is annotation


@cache
def _absorb_plugin_scan() -> None:
    """Let pydantic scan for its plugins while it builds a model that nothing uses.

    pydantic scans when it builds the first validator of a process, and raises if the
    entry_points.txt of any package is unreadable. It scans only once: the next build succeeds, with
    the plugins that could be loaded.
    """
    try:

        class _FirstModel(BaseModel):
            pass
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: S110 (broken pydantic plugins are not our concern)
        pass
