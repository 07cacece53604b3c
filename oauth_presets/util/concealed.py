"""Keeps values out of tracebacks that show local variables."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def conceal_locals(function: Callable[P, T]) -> Callable[P, T]:
    """Clear the local variables of every frame that an exception leaves a function through.

    For public functions that take or make secrets: debuggers, error reporters and pytest show the
    lines of the traceback but no values. It works for coroutine functions as well.
    """

    @wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        outer = sys.exc_info()[1]
        try:
            return function(*args, **kwargs)
        except BaseException as error:
            del args, kwargs
            _clear(error, outer)
            raise

    @wraps(function)
    async def guarded_coroutine(*args: Any, **kwargs: Any) -> Any:
        outer = sys.exc_info()[1]
        try:
            return await cast(Any, function)(*args, **kwargs)
        except BaseException as error:
            del args, kwargs
            _clear(error, outer)
            raise

    return cast(
        "Callable[P, T]",
        guarded_coroutine if _is_coroutine_function(function) else guarded,
    )


def _is_coroutine_function(function: Any) -> bool:
    # As inspect does it, whose import would cost every process.
    return bool(function.__code__.co_flags & 0x80)


def _clear(error: BaseException, outer: BaseException | None) -> None:
    """Clear the frames of an exception and of those behind it, up to one handled by the caller."""
    from traceback import clear_frames

    pending: list[BaseException | None] = [error]
    done = {id(outer)}
    while pending:
        one = pending.pop()
        if one is not None and id(one) not in done:
            done.add(id(one))
            clear_frames(one.__traceback__)
            pending += [one.__cause__, one.__context__]


class Concealed(Generic[T]):
    """Holds a value out of sight: of tracebacks with locals, of logs, of `repr`."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<concealed>"
