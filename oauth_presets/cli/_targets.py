"""Finds the presets of what `validate` is given: a wheel, a source tree, a file, what is installed.

What cannot be had as a preset is a list of findings instead.
"""

import contextlib
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, PathDistribution
from importlib.metadata import distribution as installed_distribution
from pathlib import Path
from typing import NamedTuple

from ..core.names import fold, normalize_distribution
from ..core.preset import Preset
from ..errors import InvalidPresetError, OAuthPresetsError, PresetLoadError
from ..publishing.pyproject import entry_points
from ..publishing.rules import Finding, without_advice
from ..registry.discovery import GROUP, OWN_CATALOGUE, OWN_DISTRIBUTION
from ..registry.loader import RefusedError, load_object, where_raised
from ..registry.preset_file import read
from ..registry.registry import default_registry
from ..util.text import described
from ._isolated_import import has_module, imported_from


class Offered(NamedTuple):
    """A preset's name, and either the preset or why there is none."""

    name: str
    found: Preset | list[Finding]
    notes: tuple[str, ...] = ()


ACCEPTED = (
    "a folder with a pyproject.toml, a wheel (.whl), a file that `export` made (.json), the name "
    "of an installed preset or distribution, or module:object"
)

TREE, WHEEL = "source tree", "wheel"


class TargetError(OAuthPresetsError):
    """What was named is nothing that could be looked at."""


def presets(what: str) -> Iterator[Offered]:
    """Yield what a target offers, sorted by name.

    Raises:
        OAuthPresetsError: it is no such target, or offers none.
    """
    path = Path(what)
    if path.suffix == ".whl" and path.is_file():
        with _unpacked(path) as folder:
            yield from _wheel(what, folder)
    elif path.suffix == ".json" and path.is_file():
        yield from (Offered(preset.name, preset) for preset in read(path))
    elif (path / "pyproject.toml").is_file():
        yield from _source_tree(what, path.resolve())
    elif path.exists() and not _is_installed(what):
        raise TargetError(f"{what} is nothing that can be validated. Accepted is {ACCEPTED}.")
    elif path.suffix in (".whl", ".json") or "/" in what:
        raise TargetError(f"There is no file {what}.")
    elif ":" in what:
        yield _object(what)
    else:
        yield from _installed(what)


# -- what is installed -----------------------------------------------------------------------------


def _is_installed(what: str) -> bool:
    known = {name for entry in default_registry.list() for name in (entry.name, entry.distribution)}
    return what in known


def _installed(what: str) -> Iterator[Offered]:
    wanted = normalize_distribution(what)
    for problem in default_registry.problems():
        if normalize_distribution(problem.distribution) == wanted:
            text = f"{ascii(problem.path)[1:-1]} cannot be used: {problem.reason}"
            yield Offered(problem.distribution, [Finding("metadata", text)])
            return
    entries = default_registry.list()
    chosen = [e for e in entries if normalize_distribution(e.distribution) == wanted]
    if not chosen:
        with contextlib.suppress(ValueError):
            name = fold(what)
            chosen = [entry for entry in entries if entry.name == name and not entry.shadowed]
    if not chosen:
        with contextlib.suppress(PackageNotFoundError, ValueError):
            groups = {point.group for point in installed_distribution(what).entry_points}
            raise _nothing(f"The distribution {what}", groups)
        default_registry.get(what)  # says what is wrong with the name
    for entry in chosen:
        try:
            yield Offered(entry.name, default_registry.get(entry.name, entry.distribution))
        except PresetLoadError as error:
            text = without_advice(error)
            yield Offered(entry.name, _refused(error, text, entry.value, entry.name))


def _nothing(what: str, groups: Iterable[str]) -> TargetError:
    """Say that there is no entry point in our group, and which group may be meant to be it."""
    spelt = {group.lower().replace("-", "_").replace(".", "_"): group for group in groups}
    near = get_close_matches(GROUP, spelt, n=1, cutoff=0.8)
    said = f", but in {spelt[near[0]]!r}: call that group {GROUP!r}" if near else ""
    return TargetError(f"{what} offers no preset: it has no entry point in {GROUP!r}{said}.")


def _object(what: str) -> Offered:
    path = [*sys.path]
    sys.path.insert(0, str(Path.cwd()))  # as with python -m
    try:
        preset = load_object(what)
    except RefusedError as error:
        return Offered(what, _refused(error, str(error), what))
    finally:
        sys.path[:] = path
    return Offered(preset.name, preset)


# -- what is not -----------------------------------------------------------------------------------


@contextlib.contextmanager
def _unpacked(wheel: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
        except (OSError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
            text = f"{wheel} cannot be unpacked as a wheel: {described(error)}."
            raise TargetError(text) from None
        yield Path(folder).resolve()


def _wheel(what: str, folder: Path) -> Iterator[Offered]:
    offers: list[tuple[str, str]] = []
    groups = set()
    damaged = False
    for info in folder.glob("*.dist-info"):
        try:
            points = PathDistribution(info).entry_points
        except ValueError as error:
            text = f"entry_points.txt cannot be read: {described(error)}"
            yield Offered(info.name.partition("-")[0], [Finding("metadata", text)])
            damaged = True
        else:
            groups |= {point.group for point in points}
            offers += [(point.name, point.value) for point in points if point.group == GROUP]
    if not offers and not damaged:
        raise _nothing(what, groups)
    yield from _import(WHEEL, [str(folder)], offers)


def _source_tree(what: str, folder: Path) -> Iterator[Offered]:
    pyproject = folder / "pyproject.toml"
    try:
        groups = entry_points(pyproject)
    except (OSError, ValueError) as error:
        raise TargetError(f"{pyproject} cannot be used: {described(error)}.") from None
    offers = groups.get(GROUP, {})
    if not offers:
        raise _nothing(what, groups)
    folders = [str(folder), str(folder / "src")]
    for module in {value.partition(":")[0] for value in offers.values()}:
        if not has_module(folders, module):  # a build may take it from another folder
            folders += [str(f) for f in _others(folder) if has_module([str(f)], module)]
    yield from _import(TREE, folders, offers.items())


def _others(folder: Path) -> list[Path]:
    """Return the folders of a source tree that may hold modules; an environment is none."""
    inner = [f for f in sorted(folder.iterdir()) if f.is_dir() and not f.name.startswith(".")]
    return [f for f in inner if not (f / "pyvenv.cfg").exists()]


def _import(kind: str, folders: list[str], offers: Iterable[tuple[str, str]]) -> Iterator[Offered]:
    sys.dont_write_bytecode = True  # a check leaves nothing behind
    seen: dict[str, str] = {}
    chosen: list[tuple[str, str]] = []
    for name, value in sorted(offers):
        try:
            folded = fold(name)
        except ValueError as error:
            text = f"it cannot be called so: {error}"
            yield Offered(ascii(name), [Finding("entry_point", text)])
            continue
        if folded in seen:
            text = f"{name!a} and {seen[folded]!a} are one name, {folded!r}: remove one"
            yield Offered(folded, [Finding("entry_point", text)])
            continue
        seen[folded] = name
        module = value.partition(":")[0]
        if all(map(str.isidentifier, module.split("."))) and not has_module(folders, module):
            text = f"it names {value}, and there is no module {module!r} in the {kind}"
            yield Offered(folded, [Finding("entry_point", text)])
            continue
        chosen.append((folded, value))
    with imported_from(folders, [value.partition(":")[0] for _, value in chosen], kind):
        for name, value in chosen:
            yield Offered(name, _loaded(value, name), _shadowed(name, value))


def _loaded(value: str, name: str) -> Preset | list[Finding]:
    try:
        preset = load_object(value)
    except RefusedError as error:
        return _refused(error, str(error), value, name)
    if preset.name != name:
        text = f"the entry point is called {name!r}, the preset {preset.name!r}: make them the same"
        return [Finding("entry_point", text)]
    return preset


def _shadowed(name: str, value: str) -> tuple[str, ...]:
    ours = any(entry.first_party and entry.name == name for entry in default_registry.list())
    if not ours or value.startswith(f"{OWN_CATALOGUE}."):
        return ()
    said = f"{OWN_DISTRIBUTION} offers {name!r} itself: this one is reached by distribution= only"
    return (said,)


def _refused(error: Exception, text: str, value: str, name: str = "") -> list[Finding]:
    """Say why there is no preset: its own data, or something else on the way to it."""
    cause = error.__cause__
    if not isinstance(cause, InvalidPresetError) or not cause.problems:
        return [Finding("entry_point", text)]
    raised = where_raised(cause)
    own = cause.name in (name, "?") or not name
    if raised is None or (own and raised[0] == value.partition(":")[0]):
        return [Finding("data", f"{field}: {said}") for field, said in cause.problems]
    start = (
        f"{value} cannot be imported: the preset {cause.name!r}, in {raised[0]} at line "
        f"{raised[1]}, is not valid"
    )
    return [Finding("entry_point", f"{start}: {field}: {said}") for field, said in cause.problems]
