"""Keeps values out of tracebacks that show local variables."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Concealed(Generic[T]):
    """Holds a value out of sight: of tracebacks with locals, of logs, of `repr`."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<concealed>"
