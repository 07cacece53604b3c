"""One piece of work at a time for all threads and tasks of a process that want its result.

The work runs in its own thread, which nobody who waits can cancel: a token that the provider
has sent must be saved even if the request that asked for it is gone.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Hashable
from concurrent import futures
from copy import copy
from threading import Lock, Thread
from typing import Any, Generic, TypeVar

from ..errors import OAuthPresetsError

T = TypeVar("T")

_lock = Lock()
_flights: dict[Hashable, "Flight[Any]"] = {}


class Flight(Generic[T]):
    """Work under way."""

    def __init__(self) -> None:
        self._result: futures.Future[T] = futures.Future()

    def wait(self, timeout: float | None) -> None:
        """Wait in a thread until the result is there, but no longer than the timeout."""
        futures.wait([self._result], timeout)

    async def await_(self, timeout: float | None) -> None:
        """Do what `wait` does in a task of asyncio or trio."""
        from anyio import Event, move_on_after  # httpx is built on it

        done, run_in_loop = Event(), _runner()

        def wake(_: object) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                run_in_loop(done.set)

        self._result.add_done_callback(wake)
        with move_on_after(timeout):
            await done.wait()

    @property
    def landed(self) -> bool:
        """Whether the result is there."""
        return self._result.done()

    def result(self) -> T:
        """Return the result, once it is there, or raise what the work raised."""
        error = self._result.exception()
        if isinstance(error, OAuthPresetsError):  # each gets its own, with its own traceback
            raise copy(error) from None
        return self._result.result()

    def _run(self, identity: Hashable, work: Callable[[], T]) -> None:
        try:
            result = work()
        except BaseException as error:
            _land(identity)
            self._result.set_exception(error)
        else:
            _land(identity)
            self._result.set_result(result)


def join(identity: Hashable, work: Callable[[], T]) -> tuple[Flight[T], bool]:
    """Return the flight of this identity, and whether it was started here.

    Args:
        identity: what tells one flight from another.
        work: what to do if there is none.
    """
    with _lock:
        flying = _flights.get(identity)
        if flying is not None:
            return flying, False
        flight: Flight[T] = Flight()
        # No daemon: when the interpreter ends, it waits for the answer.
        thread = Thread(target=flight._run, args=(identity, work), name="oauth-presets-refresh")
        thread.start()
        _flights[identity] = flight
        return flight, True


def _land(identity: Hashable) -> None:
    with _lock:
        _flights.pop(identity, None)


def _runner() -> Callable[[Callable[[], Any]], Any]:
    """Return what runs a function in the event loop that this task runs in, from any thread."""
    try:
        return asyncio.get_running_loop().call_soon_threadsafe
    except RuntimeError:
        import trio

        return trio.lowlevel.current_trio_token().run_sync_soon


def _forget() -> None:
    """In a process that was forked, nobody finishes the flights of the other."""
    global _lock
    _lock = Lock()
    _flights.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
