"""Share one piece of work between all threads and tasks of a process that want its result.

The work runs in its own thread, which no waiter can cancel: a token that the provider has sent must
be saved even if the request that needed it was cancelled.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Hashable
from concurrent import futures
from copy import copy
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ..errors import OAuthPresetsError

if TYPE_CHECKING:
    from anyio import Event

T = TypeVar("T")

_LoopRunner = Callable[[Callable[[], Any]], Any]
"""Runs a function in an event loop, from any thread."""

_lock = Lock()
_flights: dict[Hashable, "Flight[Any]"] = {}


class Flight(Generic[T]):
    """Work in progress."""

    def __init__(self) -> None:
        self._result: futures.Future[T] = futures.Future()
        self._events: dict[_LoopRunner, Event] = {}

    def wait(self, timeout: float | None) -> None:
        """Wait in a thread for the result, but no longer than the timeout."""
        futures.wait([self._result], timeout)

    async def await_(self, timeout: float | None) -> None:
        """Wait in a task of asyncio or trio; otherwise like `wait`."""
        from anyio import Event, move_on_after  # httpx is built on it

        run_in_loop = _loop_runner()
        # All tasks of a loop wait for one event: a thousand wake-ups from another thread are slow.
        landed = self._events.get(run_in_loop)
        if landed is None:
            landed = self._events[run_in_loop] = Event()
            set_landed = landed.set

            def wake(_: object) -> None:
                with contextlib.suppress(RuntimeError):  # the loop has ended
                    run_in_loop(set_landed)

            self._result.add_done_callback(wake)
        with move_on_after(timeout):
            await landed.wait()

    @property
    def landed(self) -> bool:
        """Whether the work has ended."""
        return self._result.done()

    def result(self) -> T:
        """Return the result of the work that ended, or raise its exception."""
        error = self._result.exception()
        if isinstance(error, OAuthPresetsError):  # a copy, so each waiter has its own traceback
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
    """Return the flight with this identity, and whether this call started it.

    Args:
        identity: tells flights apart.
        work: the work to start if there is no such flight.
    """
    with _lock:
        current = _flights.get(identity)
        if current is not None:
            return current, False
        flight: Flight[T] = Flight()
        # Not a daemon: when the interpreter exits, it waits for the answer.
        thread = Thread(target=flight._run, args=(identity, work), name="oauth-presets-refresh")
        thread.start()
        _flights[identity] = flight
        return flight, True


def _land(identity: Hashable) -> None:
    with _lock:
        _flights.pop(identity, None)


def _loop_runner() -> _LoopRunner:
    """Return a function with which any thread can call another in this task's event loop."""
    try:
        return asyncio.get_running_loop().call_soon_threadsafe
    except RuntimeError:
        import trio

        return trio.lowlevel.current_trio_token().run_sync_soon


def _forget() -> None:
    """Forget the parent's flights in a forked process, in which their threads do not run."""
    global _lock
    _lock = Lock()
    _flights.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
