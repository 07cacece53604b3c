"""Rewords pydantic's errors to say what to change."""

import inspect
import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from .._version import __version__
from ..util.text import shown, type_name


def reworded(model: type[BaseModel], error: ValidationError) -> ValidationError:
    """Return the same error with reworded messages."""
    return ValidationError.from_exception_data(
        error.title,
        [
            InitErrorDetails(
                type=PydanticCustomError("refused", _worded(model, part)),
                loc=part["loc"],
                input=part["input"],
            )
            for part in error.errors()
        ],
    )


def _worded(model: type[BaseModel], error: ErrorDetails) -> str:
    """Say what is wrong with the value of a field, and what is accepted."""
    kind, value, field = error["type"], error["input"], str(error["loc"][-1])
    if kind == "extra_forbidden":
        near = get_close_matches(field, model.model_fields)
        if near:
            return f"unknown field; did you mean {near[0]!r}?"
        return (
            f"unknown field: oauth-presets {__version__} does not know it, but another version may"
        )
    if kind == "missing":
        purpose = described_fields(model).get(field)
        return f"is missing: {purpose}" if purpose else "is missing"
    if kind == "tuple_type" and type(value) is str:
        text = repr(value) if len(value) <= 40 else "'...'"
        return f"is a string; expected a tuple, which needs a comma: ({text},), not ({text})"
    if kind == "tuple_type":
        return f"is of type {type_name(value)}; expected a tuple, such as ('a', 'b') or ('a',)"
    if kind == "literal_error":
        got = shown(value) if type(value) is str else f"a value of type {type_name(value)}"
        return f"{got} is not accepted; expected {error['ctx']['expected']}"
    if kind == "model_type":
        expected = _call(model, error["ctx"]["class_name"])
        return f"is of type {type_name(value)}; expected {expected}"
    if kind == "dict_type":
        return f"is of type {type_name(value)}; expected a dict, such as {{'a': 'b'}}"
    if kind.startswith("bool"):
        return "must be True or False"
    if kind == "string_type":
        return f"is of type {type_name(value)}; expected a string"
    if kind.startswith("date"):
        return "is not a valid date; write date(2026, 11, 25) or '2026-11-25' (YYYY-MM-DD)"
    return error["msg"]  # a nested model has reworded its own


def described_fields(model: type[BaseModel]) -> Mapping[str, str]:
    """Return a model's fields and their descriptions in its docstring; empty under `python -OO`."""
    arguments = (inspect.getdoc(model) or "").partition("\n\nArgs:\n")[2].partition("\n\n")[0]
    fields = re.findall(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", arguments, re.MULTILINE)
    return {name: " ".join(description.split()) for name, description in fields}


def _models(annotation: object) -> list[type[BaseModel]]:
    # In Python 3.10, tuple[str, ...] is an instance of type.
    parts = [part for part in (annotation, *get_args(annotation)) if get_origin(part) is None]
    return [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]


def _call(model: type[BaseModel], name: str) -> str:
    """Return the call that makes a field's model, with the choices of its required arguments."""
    fields = model.model_fields.values()
    (nested,) = {m for field in fields for m in _models(field.annotation) if m.__name__ == name}
    text = name
    for field, info in nested.model_fields.items():
        if info.is_required() and get_origin(info.annotation) is Literal:
            choices = ", ".join(map(repr, get_args(info.annotation)))
            text += f"({field}=...) with one of {choices}"
    return text
