"""Loads the plugins of other packages in separate processes, one for each distribution.

Importing a plugin may end the process, or never return. Commands that load all plugins survive
both: if a process sends no answer, the plugin that it was loading gets the error.
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
"""Time limit for all plugins together; it is at least a second for each distribution."""

PROCESSES = 8
"""Maximum number of processes at once."""

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from oauth_presets.registry.isolated_loader import serve; serve(sys.argv[1])"
)

_CHILD = "OAUTH_PRESETS_LOADING_PLUGIN"
"""Environment variable that keeps a child from starting processes: sys.executable may be this
application, and a plugin may load all plugins."""

_MAX_REASON = 5_000
"""Length at which a reason is truncated, in characters."""

Loaded = Preset | OAuthPresetsError


class NotCheckedError(PresetLoadError):
    """A plugin was not loaded, for a reason that is not the plugin's fault."""


def load_each(registry: "PresetRegistry", entries: "Sequence[PresetEntry]") -> list[Loaded]:
    """Return the preset of each entry of a registry, or the error that loading it raised.

    Our own presets, and those of files and the application, are loaded in this process.
    """
    counts = Counter(entry.key for entry in registry.list())
    plugins = [e.offer for e in entries if e.value and not e.first_party and counts[e.key] == 1]
    results = _load_isolated(plugins)
    return [results.get(entry.offer) or _load_here(registry, entry) for entry in entries]


def load_from(folder: str, offers: Sequence[Offer]) -> list[Loaded]:
    """Return the preset of each offer of a distribution that is not installed, or its error.

    Args:
        folder: the folder with its modules, an absolute path; they are imported only from there.
        offers: its offers.
    """
    results = _load_isolated(offers, folder)
    return [results[offer] for offer in offers]


def _load_here(registry: "PresetRegistry", entry: "PresetEntry") -> Loaded:
    try:
        return registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        return error


# -- in the parent ---------------------------------------------------------------------------------


def _load_isolated(offers: Sequence[Offer], folder: str = "") -> dict[Offer, Loaded]:
    by_distribution = defaultdict(list)
    for offer in offers:
        by_distribution[offer.distribution].append(offer)
    groups = [*by_distribution.values()]
    reason = _no_interpreter()
    if reason:
        return {offer: _not_checked(offer, reason) for offer in offers}
    results: dict[Offer, Loaded] = {}
    limit = max(SECONDS, len(groups))
    deadline = time.monotonic() + limit
    running: list[_Child] = []
    try:
        while (groups or running) and time.monotonic() < deadline:
            while groups and len(running) < PROCESSES:
                group = groups.pop(0)
                try:
                    running.append(_Child(group, folder))
                except OSError as error:
                    reason = f"its process did not start: {error}"
                    results |= {offer: _not_checked(offer, reason) for offer in group}
            for child in [one for one in running if one.has_ended()]:
                running.remove(child)
                answers = child.answers()
                results |= answers
                left = [offer for offer in child.offers if offer not in answers]
                if left:  # retry without the one that ended the process
                    groups.append(left)
            time.sleep(0.005)
        for child in running:
            results |= child.answers(slow=f"took longer than {limit:g} seconds")
    finally:
        for child in running:
            child.end()
    reason = f"there was no time left: all plugins together may take {limit:g} seconds"
    return {offer: _not_checked(offer, reason) for offer in offers} | results


def _no_interpreter() -> str:
    """Return why no process can be started to load a plugin; empty if one can."""
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
        # A file, because a program that a plugin starts may keep a pipe open forever.
        self._output = _memory_file()
        request = json.dumps({"values": [offer.value for offer in offers], "folder": folder})
        path = [folder for folder in sys.path if isinstance(folder, str) and "\0" not in folder]
        # In its own session: Ctrl-C reaches only us, and killing the session ends whatever it
        # started. Its stdin closes when we end, however we end.
        self._process = Popen(  # noqa: S603 (no shell; our own program)
            [sys.executable, *_flags(), "-c", _PROGRAM, request, *path],
            stdin=PIPE, stdout=self._output, start_new_session=True,
            env={**os.environ, _CHILD: "1"},
        )  # fmt: skip

    def has_ended(self) -> bool:
        if self._process.poll() is None:
            return False
        self.end()
        return True

    def answers(self, slow: str = "") -> dict[Offer, Loaded]:
        """Return its results, and an error for the plugin that it was loading when it ended."""
        with self._output as file:
            file.seek(0)
            ready, *lines = file.read().split(b"\n")[:-1] or [b""]
        failure = slow or f"ended the process ({_status(self._process.wait())})"
        if ready != b"ready":
            reason = f"its process did not start: it {failure}"
            return {offer: _not_checked(offer, reason) for offer in self.offers}
        results = {o: _preset(o, line) for o, line in zip(self.offers, lines, strict=False)}
        if len(results) == len(self.offers):
            return results
        offer = self.offers[len(results)]
        return results | {offer: load_error(offer, f"importing it {failure}")}

    def end(self) -> None:
        """Kill the process and everything else in its session."""
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()
        self._process.communicate()


def _memory_file() -> IO[bytes]:
    if hasattr(os, "memfd_create"):  # Linux; needs no writable folder
        return os.fdopen(os.memfd_create("oauth-presets"), "w+b")
    return tempfile.TemporaryFile()


def _preset(offer: Offer, line: bytes) -> Loaded:
    """Return the preset in a child's answer, which the plugin may have forged."""
    try:
        answer = json.loads(line)
        if set(answer) == {"refused"}:
            reason = str(answer["refused"])[:_MAX_REASON]
            shown = "".join(c if c.isprintable() or c == "\n" else "?" for c in reason)
            return load_error(offer, shown)
        return named(offer, Preset.model_validate_json(json.dumps(answer["preset"])))
    except OAuthPresetsError as error:
        return error
    except (ValidationError, ValueError, TypeError, KeyError, RecursionError) as error:
        return load_error(offer, f"its process did not return a preset: {described(error)}")


def _flags() -> list[str]:
    """Return the options of this Python process that affect imports."""
    flags = sys.flags
    options = {"-I": flags.isolated, "-E": flags.ignore_environment, "-s": flags.no_user_site,
               "-S": flags.no_site, "-B": sys.dont_write_bytecode}  # fmt: skip
    warnings = [f"-W{option}" for option in sys.warnoptions]
    return [*(flag for flag, on in options.items() if on), *["-O"] * flags.optimize, *warnings]


def _status(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return f"signal {-code}, {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"


# -- in the child ----------------------------------------------------------------------------------


def serve(request: str) -> None:
    """Load entry points and write each preset to stdout, one per line.

    Plugins use neither stdin nor stdout: their reads return nothing, their prints go to stderr.

    Args:
        request: a JSON object: `values`, the entry points' values; `folder`, the folder with their
            modules, empty if they are installed.
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
    pid = os.getpid()
    for answer in _answers(**json.loads(request)):
        if os.getpid() != pid:  # the plugin forked; this is the fork
            break
        while answer:
            answer = answer[os.write(output, answer) :]
    os._exit(0)  # skips the plugins' exit handlers


def _end_with(parent: int) -> None:
    """Kill this session when the parent ends."""
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
    except BaseException as error:  # including KeyboardInterrupt: only the plugin can raise it here
        return {"refused": f"importing {value} raised {described(error)}"}
