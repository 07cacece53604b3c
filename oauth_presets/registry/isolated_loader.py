"""Loads the plugins of other packages in separate processes, one for each distribution.

Importing a plugin may end the process, or never return. Commands that look at all plugins survive
both: what a process did not answer is an error of the plugin that it was loading.
"""

import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from subprocess import PIPE, Popen
from typing import IO, TYPE_CHECKING, Any

from pydantic import ValidationError

from ..core.offer import Offer
from ..core.preset import Preset
from ..errors import OAuthPresetsError, PresetLoadError
from ..util.text import described
from .folder_import import imported_from
from .loader import PluginError, load_error, load_object, named

if TYPE_CHECKING:
    from .entry import PresetEntry
    from .registry import PresetRegistry

SECONDS = 30.0
"""How long all plugins together may take; at least a second for each distribution."""

PROCESSES = 8
"""How many run at once."""

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from oauth_presets.registry.isolated_loader import serve; serve(sys.argv[1])"
)

_CHILD = "OAUTH_PRESETS_LOADING_PLUGIN"
"""Set in the environment of a child, which starts none: sys.executable may be this application, and
a plugin may call for all plugins."""

_LONGEST = 5_000
"""How many characters of a reason are shown."""

Loaded = Preset | OAuthPresetsError


class NotCheckedError(PresetLoadError):
    """A plugin was not loaded, for a reason that is not its own."""


def load_each(registry: "PresetRegistry", entries: "Sequence[PresetEntry]") -> list[Loaded]:
    """Return, for each entry of a registry, its preset or the error that says why there is none.

    Our own presets, and those of files and the application, are loaded in this process.
    """
    times = Counter(entry.key for entry in registry.list())
    apart = [e.offer for e in entries if e.value and not e.first_party and times[e.key] == 1]
    answers = _load_apart(apart)
    return [answers.get(entry.offer) or _load_here(registry, entry) for entry in entries]


def load_from(folder: str, offers: Sequence[Offer]) -> list[Loaded]:
    """Return, for each offer of a distribution that is not installed, its preset or an error.

    Args:
        folder: where its modules are, an absolute path. They are imported from nowhere else.
        offers: its offers.
    """
    answers = _load_apart(offers, folder)
    return [answers[offer] for offer in offers]


def _load_here(registry: "PresetRegistry", entry: "PresetEntry") -> Loaded:
    try:
        return registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        return error


# -- in the parent ---------------------------------------------------------------------------------


def _load_apart(offers: Sequence[Offer], folder: str = "") -> dict[Offer, Loaded]:
    waiting = defaultdict(list)
    for offer in offers:
        waiting[offer.distribution].append(offer)
    groups = [*waiting.values()]
    reason = _no_interpreter()
    if reason:
        return {offer: _not_checked(offer, reason) for offer in offers}
    found: dict[Offer, Loaded] = {}
    limit = max(SECONDS, len(groups))
    until = time.monotonic() + limit
    running: list[_Child] = []
    try:
        while (groups or running) and time.monotonic() < until:
            while groups and len(running) < PROCESSES:
                group = groups.pop(0)
                try:
                    running.append(_Child(group, folder))
                except OSError as error:
                    reason = f"its process did not start: {error}"
                    found |= {offer: _not_checked(offer, reason) for offer in group}
            for child in [one for one in running if one.has_ended()]:
                running.remove(child)
                answers = child.answers()
                found |= answers
                left = [offer for offer in child.offers if offer not in answers]
                groups += [left] if left else []  # they are tried without the one that ended it
            time.sleep(0.005)
        for child in running:
            found |= child.answers(slow=f"took longer than {limit:g} seconds")
    finally:
        for child in running:
            child.end()
    reason = f"there was no time left: all plugins together may take {limit:g} seconds"
    return {offer: _not_checked(offer, reason) for offer in offers} | found


def _no_interpreter() -> str:
    """Return why no process can be started to load a plugin in; empty if one can."""
    if getattr(sys, "frozen", False):
        return (
            "a frozen application has no Python interpreter to load it in. Do this in the "
            "environment that the application is built from"
        )
    if not sys.executable:
        return "sys.executable names no Python interpreter to load it in"
    if _CHILD in os.environ:
        return "this process was started to load a plugin, and starts no other"
    return ""


def _not_checked(offer: Offer, reason: str) -> NotCheckedError:
    return NotCheckedError(
        f"The preset {offer.name!r} of {offer.distribution} was not loaded: {reason}.",
        distribution=offer.distribution,
        entry_point=offer.name,
        reason=reason,
    )


class _Child:
    """A process that loads the plugins of one distribution, installed or in a folder."""

    def __init__(self, offers: Sequence[Offer], folder: str) -> None:
        self.offers = offers
        # A file, since a program that a plugin starts may hold a pipe open for good.
        self._output = _memory_file()
        asked = json.dumps({"values": [offer.value for offer in offers], "folder": folder})
        path = [folder for folder in sys.path if isinstance(folder, str) and "\0" not in folder]
        # In its own session: Ctrl-C reaches us alone, and all that it started ends with it. Its
        # stdin closes when we end, however we end.
        self._process = Popen(  # noqa: S603 (no shell; our own program)
            [sys.executable, *_flags(), "-c", _PROGRAM, asked, *path],
            stdin=PIPE, stdout=self._output, start_new_session=True,
            env={**os.environ, _CHILD: "1"},
        )  # fmt: skip

    def has_ended(self) -> bool:
        if self._process.poll() is None:
            return False
        self.end()
        return True

    def answers(self, slow: str = "") -> dict[Offer, Loaded]:
        """Return what it answered, and an error for the plugin that it was loading."""
        with self._output as file:
            file.seek(0)
            ready, *lines = file.read().split(b"\n")[:-1] or [b""]
        how = slow or f"ended the process ({_status(self._process.wait())})"
        if ready != b"ready":
            reason = f"its process did not start: it {how}"
            return {offer: _not_checked(offer, reason) for offer in self.offers}
        found = {o: _preset(o, line) for o, line in zip(self.offers, lines, strict=False)}
        if len(found) == len(self.offers):
            return found
        offer = self.offers[len(found)]
        return found | {offer: load_error(offer, f"importing it {how}")}

    def end(self) -> None:
        """Kill it, and what it started in its session."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.communicate()


def _memory_file() -> IO[bytes]:
    if hasattr(os, "memfd_create"):  # Linux; it needs no folder that can be written to
        return os.fdopen(os.memfd_create("oauth-presets"), "w+b")
    return tempfile.TemporaryFile()


def _preset(offer: Offer, line: bytes) -> Loaded:
    """Return the preset that a child sent. What was imported there may have written it."""
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
        return load_error(offer, f"its process did not return a preset: {described(error)}")


def _flags() -> list[str]:
    """Return the options that this Python was started with, as far as they matter to an import."""
    flags = sys.flags
    given = {"-I": flags.isolated, "-E": flags.ignore_environment, "-s": flags.no_user_site,
             "-S": flags.no_site, "-B": sys.dont_write_bytecode}  # fmt: skip
    warnings = [f"-W{option}" for option in sys.warnoptions]
    return [*(flag for flag, on in given.items() if on), *["-O"] * flags.optimize, *warnings]


def _status(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


# -- in the child ----------------------------------------------------------------------------------


def serve(asked: str) -> None:
    """Load entry points and write each preset to stdout, one a line.

    Plugins see neither stdin nor stdout: they read nothing, and what they print goes to stderr.

    Args:
        asked: a JSON object: `values`, those of the entry points; `folder`, where their modules
            are, or empty if they are installed.
    """
    del sys.argv[1:]
    parent, output = os.dup(0), os.dup(1)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # stderr is closed
        os.dup2(nothing, 1)
    sys.stdout = sys.stderr
    us = os.getpid()
    for answer in _answers(**json.loads(asked)):
        if os.getpid() != us:  # the plugin forked, and this is its other half
            break
        while answer:
            answer = answer[os.write(output, answer) :]
    os._exit(0)  # without what plugins left to be done at exit


def _end_with(parent: int) -> None:
    """End this session when the parent has ended."""
    os.read(parent, 1)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def _answers(values: Sequence[str], folder: str) -> Iterator[bytes]:
    yield b"ready\n"
    modules = [value.partition(":")[0] for value in values]
    with imported_from([folder], modules, "wheel") if folder else contextlib.nullcontext():
        for value in values:
            yield json.dumps(_answer(value)).encode() + b"\n"


def _answer(value: str) -> dict[str, Any]:
    try:
        return {"preset": load_object(value).model_dump(mode="json", exclude_defaults=True)}
    except PluginError as error:
        return {"refused": str(error)}
    except BaseException as error:  # KeyboardInterrupt too: nobody else raises it here
        return {"refused": f"importing {value} raised {described(error)}"}
