"""Local variables do not survive in the tracebacks of guarded functions."""

import asyncio
import inspect
import traceback

import pytest

from oauth_presets.util.concealed import conceal_locals

PARTS = ("canary", "5ecret")  # joined only in use, so no source line holds it


def fail(held: str) -> None:
    try:
        raise KeyError(held and "inner")
    except KeyError:
        raise ValueError("outer") from None


@conceal_locals
def guarded(held: str, *, also: str = "") -> None:
    copied = held + also
    fail(copied)


@conceal_locals
async def guarded_coroutine(held: str, *, also: str = "") -> None:
    copied = held + also
    await asyncio.sleep(0)
    fail(copied)


def shown(error: BaseException) -> str:
    """Return every frame of an exception and of its context but the test's own, with locals."""
    lines: list[str] = []
    current: BaseException | None = error
    while current is not None:
        summary = traceback.TracebackException.from_exception(current, capture_locals=True)
        frames = [frame for frame in summary.stack if not frame.name.startswith("test_")]
        lines += traceback.StackSummary.from_list(frames).format()
        current = current.__context__
    return "".join(lines)


@pytest.mark.parametrize("asynchronous", [False, True])
def test_traceback_has_the_lines_but_not_the_locals(asynchronous: bool) -> None:
    def call() -> None:
        if asynchronous:
            asyncio.run(guarded_coroutine("-".join(PARTS), also="-more"))
        else:
            guarded("-".join(PARTS), also="-more")

    with pytest.raises(ValueError, match="outer") as caught:
        call()
    text = shown(caught.value)
    assert "fail(copied)" in text
    assert 'raise KeyError(held and "inner")' in text
    assert "-".join(PARTS) not in text


def test_exception_handled_by_the_caller_keeps_its_locals() -> None:
    def outer(kept: str) -> None:
        raise RuntimeError(kept and "handled")

    try:
        outer("visible")
    except RuntimeError:
        with pytest.raises(ValueError, match="outer") as caught:
            guarded("-".join(PARTS))
    assert "kept = 'visible'" in shown(caught.value)


def test_result_and_signature_are_unchanged() -> None:
    @conceal_locals
    def double(number: int) -> int:
        """Double."""
        return 2 * number

    assert double(number=4) == 8
    assert (double.__name__, double.__doc__) == ("double", "Double.")
    assert inspect.iscoroutinefunction(guarded_coroutine)
