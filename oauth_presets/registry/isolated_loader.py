"""Loads the plugins of other packages in a child process, for commands that look at all of them.

Importing a plugin may end the process, or never come back. So that neither ends or holds up a
check, a child is asked for one plugin after the other: one that does not answer is killed, and its
plugin is the one that does not load. The next child goes on with the rest. The plugins of one child
share its process: what is true of those that are imported into ours is true there.
"""

import contextlib
import faulthandler
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from subprocess import PIPE, Popen, TimeoutExpired
from threading import Thread
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, cast

from pydantic import ValidationError

from ..core.preset import Preset
from ..errors import OAuthPresetsError
from ..util.text import described
from .discovery import Offer
from .loader import RefusedError, load_error, load_object, named

if TYPE_CHECKING:
    from .registry import PresetEntry, PresetRegistry

SECONDS = 30.0
"""How long one plugin may take."""

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from oauth_presets.registry.isolated_loader import serve; serve()"
)

_LONGEST = 5_000
"""How many characters of a reason are shown."""


def load_each(
    registry: "PresetRegistry", entries: "Sequence[PresetEntry]"
) -> list[Preset | OAuthPresetsError]:
    """Return, for each entry of a registry, its preset or why there is none.

    Our own presets, those of files and those that were registered are loaded here; the others in a
    child process, if there are any.
    """
    times = Counter(entry[:2] for entry in registry.list())
    apart = [entry for entry in entries if _is_apart(entry) and times[entry[:2]] == 1]
    answers = dict(zip(apart, _load_apart([Offer(*entry[:4]) for entry in apart]), strict=True))
    return [answers[entry] if entry in answers else _here(registry, entry) for entry in entries]


def _is_apart(entry: "PresetEntry") -> bool:
    return bool(entry.value) and not entry.first_party


def _here(registry: "PresetRegistry", entry: "PresetEntry") -> Preset | OAuthPresetsError:
    try:
        return registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        return error


# -- in the parent ---------------------------------------------------------------------------------


class _EndedError(Exception):
    """The child ended; how, in words that follow "importing it"."""


class _SlowError(_EndedError):
    """The child did not answer in time."""


def _load_apart(offers: list[Offer]) -> list[Preset | OAuthPresetsError]:
    found: list[Preset | OAuthPresetsError] = []
    child = None
    try:
        while len(found) < len(offers):
            offer, is_first = offers[len(found)], child is None
            if child is None:
                try:
                    child = _Child()
                    child.answer()
                except (OSError, _EndedError) as error:
                    reason = f"the process that was to load it did not start: {error}"
                    return found + [load_error(left, reason) for left in offers[len(found) :]]
            try:
                found.append(_preset(offer, child.ask(offer.value)))
            except _EndedError as error:
                child.end()
                child = None
                # What an earlier one left running may have ended it: this one is tried alone then.
                if is_first or isinstance(error, _SlowError):
                    found.append(load_error(offer, f"importing it {error}"))
    finally:
        if child is not None:
            child.end()
    return found


def _preset(offer: Offer, line: bytes) -> Preset | OAuthPresetsError:
    """Return the preset that a child sent. Whatever was imported there may have written it."""
    try:
        answer = json.loads(line)
        if set(answer) == {"refused"}:
            reason = str(answer["refused"])[:_LONGEST]
            shown = "".join(c if c.isprintable() or c == "\n" else "?" for c in reason)
            return load_error(offer, shown)
        return named(offer, Preset.model_validate_json(json.dumps(answer["preset"])))
    except OAuthPresetsError as error:
        return error
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError) as error:
        return load_error(offer, f"what came of it is no preset: {described(error)}")


class _Child:
    """A process that loads plugins, one whenever it is asked to."""

    def __init__(self) -> None:
        # In a session of its own, so that Ctrl-C reaches us alone: what raises KeyboardInterrupt
        # there is a plugin.
        self._process = Popen(  # noqa: S603 (no shell; our own program)
            [sys.executable, *_flags(), "-c", _PROGRAM, *_path()],
            stdin=PIPE, stdout=PIPE, bufsize=0, start_new_session=True,
        )  # fmt: skip
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        stream = cast(IO[bytes], self._process.stdout)
        # A thread, since a program that a plugin started may hold the pipe open for good.
        self._reader = Thread(target=_read, args=(stream, self._lines), daemon=True)
        self._reader.start()

    def ask(self, value: str) -> bytes:
        """Return the answer to an entry point's value."""
        with contextlib.suppress(OSError):  # it has ended, which `answer` says
            cast(IO[bytes], self._process.stdin).write(_line(value))
        return self.answer()

    def answer(self) -> bytes:
        """Return the next line that it writes.

        Raises:
            _EndedError: there is none.
        """
        until = monotonic() + SECONDS
        while monotonic() < until:
            ended = self._process.poll() is not None
            try:
                line = self._lines.get(timeout=0.5 if ended else 0.1)
            except Empty:
                if ended:
                    break
                continue
            if line is not None:
                return line
            with contextlib.suppress(TimeoutExpired):
                self._process.wait(max(0, until - monotonic()))
            break
        code = self._process.poll()
        if code is None:
            raise _SlowError(f"took longer than {SECONDS:g} seconds")
        raise _EndedError(f"ended the process ({_status(code)})")

    def end(self) -> None:
        """Kill it, with what it started in its session."""
        # Also where it has ended: what it left behind may hold our own stderr open, and whoever
        # reads that waits for it.
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.wait()
        cast(IO[bytes], self._process.stdin).close()
        self._reader.join(1)


def _read(stream: IO[bytes], lines: "SimpleQueue[bytes | None]") -> None:
    rest = b""
    with stream:
        while data := stream.read(1 << 16):
            *whole, rest = (rest + data).split(b"\n")
            for line in whole:
                lines.put(line)
    lines.put(None)


def _flags() -> list[str]:
    """Return the options that this Python was started with, as far as they matter to an import."""
    flags = sys.flags
    given = {"-I": flags.isolated, "-E": flags.ignore_environment, "-s": flags.no_user_site,
             "-S": flags.no_site, "-B": sys.dont_write_bytecode}  # fmt: skip
    warnings = [f"-W{option}" for option in sys.warnoptions]
    return [*(flag for flag, on in given.items() if on), *warnings]


def _path() -> list[str]:
    return [folder for folder in sys.path if isinstance(folder, str) and "\0" not in folder]


def _status(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


def _line(value: Any) -> bytes:
    return json.dumps(value).encode() + b"\n"


# -- in the child ----------------------------------------------------------------------------------


def serve() -> None:
    """Load what stdin names, one entry point's value a line, and write each preset to stdout.

    Plugins see neither: they read nothing, and what they print goes to stderr.
    """
    del sys.argv[1:]
    asked, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # stderr is closed
        os.dup2(nothing, 1)
    sys.stdout = sys.stderr
    us = os.getpid()
    _write(answers, _line("ready"))
    for line in asked:
        # Should the parent be killed, nobody is left who would end this.
        faulthandler.dump_traceback_later(SECONDS + 5, exit=True, file=1)
        answer = _line(_answer(json.loads(line)))
        if os.getpid() != us:  # the plugin forked, and this is its other half
            break
        faulthandler.cancel_dump_traceback_later()
        _write(answers, answer)
    os._exit(0)  # without what plugins left to be done at exit


def _answer(value: str) -> dict[str, Any]:
    try:
        return {"preset": load_object(value).model_dump(mode="json", exclude_defaults=True)}
    except RefusedError as error:
        return {"refused": str(error)}
    except BaseException as error:  # KeyboardInterrupt too: nobody else raises it here
        return {"refused": f"importing {value} raised {described(error)}"}


def _write(descriptor: int, line: bytes) -> None:
    while line:
        line = line[os.write(descriptor, line) :]
