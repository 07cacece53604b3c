"""Keep secrets out of tracebacks that show local variables."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")


def conceal_locals(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a function, sync or async, to clear the locals in its tracebacks.

    For public functions that handle secrets: debuggers, error reporters and pytest still show the
    lines of the traceback, but no values.
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

    # inspect.iscoroutinefunction tests the same flag; importing inspect would slow every process.
    is_coroutine_function = cast(Any, function).__code__.co_flags & 0x80
    return cast("Callable[P, T]", guarded_coroutine if is_coroutine_function else guarded)


def _clear(error: BaseException, outer: BaseException | None) -> None:
    """Clear the frames of an exception, its causes and contexts, except those of `outer`."""
    from traceback import clear_frames

    pending: list[BaseException | None] = [error]
    done = {id(outer)}
    while pending:
        current = pending.pop()
        if current is not None and id(current) not in done:
            done.add(id(current))
            clear_frames(current.__traceback__)
            pending += [current.__cause__, current.__context__]


class Concealed(Generic[T]):
    """Hides a value from `repr`, and thus from logs and from tracebacks with locals."""

    __slots__ = ("value",)

    def __init__(self, value: T) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "<concealed>"
