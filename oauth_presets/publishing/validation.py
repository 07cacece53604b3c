"""Checks presets of a source tree, a wheel, a file or an installed package against the contract."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from importlib.metadata import PackageNotFoundError, PathDistribution
from importlib.metadata import distribution as installed_distribution
from pathlib import Path
from typing import NamedTuple

from ..core.names import fold, normalize_distribution
from ..core.offer import OWN_DISTRIBUTION
from ..core.preset import Preset
from ..errors import ArgumentError, InvalidPresetError, PresetLoadError
from ..registry.discovery import GROUP, OWN_CATALOGUE
from ..registry.folder_import import has_module, imported_from
from ..registry.loader import PluginError, load_object, where_raised
from ..registry.preset_file import read
from ..registry.registry import default_registry
from ..registry.wheel import unpacked
from ..util.text import described
from .pyproject import read_project, unread_source
from .rules import Violation, notes, violations
from .source_tree import folders_of

ACCEPTED = (
    "a folder with a pyproject.toml, a wheel (.whl), an exported file (.json), the name of an "
    "installed preset or distribution, or module:object"
)


class ValidationResult(NamedTuple):
    """The violations of the contract by one preset."""

    preset: str
    violations: tuple[Violation, ...]
    notes: tuple[str, ...] = ()


def validate(target: str) -> Iterator[ValidationResult]:
    """Check the presets of a target against the contract, sorted by name. Their code is imported.

    Args:
        target: a path, a name or `module:object`, see `ACCEPTED`.

    Raises:
        OAuthPresetsError: the target cannot be read, or offers no preset.
    """
    path = Path(target)
    if path.suffix == ".whl" and path.is_file():
        with unpacked(path) as folder:
            yield from _wheel(target, folder)
    elif path.suffix == ".json" and path.is_file():
        yield from map(_result, read(path))
    elif (path / "pyproject.toml").is_file() or (path.is_dir() and unread_source(path)):
        yield from _source_tree(target, path.resolve())
    elif path.exists() and not _is_installed(target):
        raise ArgumentError(f"Cannot validate {target}. Accepted: {ACCEPTED}.")
    elif path.suffix in (".whl", ".json") or "/" in target:
        raise ArgumentError(f"No such file: {target}.")
    elif ":" in target:
        yield _object(target)
    else:
        yield from _installed(target)


def _result(preset: Preset, *more: str) -> ValidationResult:
    return ValidationResult(preset.name, violations(preset), (*notes(preset), *more))


def _broken(name: str, text: str, rule: str = "entry_point") -> ValidationResult:
    return ValidationResult(name, (Violation(rule, text),))


# -- installed -------------------------------------------------------------------------------------


def _is_installed(target: str) -> bool:
    return any(target in (entry.name, entry.distribution) for entry in default_registry.list())


def _installed(target: str) -> Iterator[ValidationResult]:
    distribution = normalize_distribution(target)
    for problem in default_registry.problems():
        if normalize_distribution(problem.distribution) == distribution:
            text = f"{ascii(problem.path)[1:-1]} cannot be used: {problem.reason}"
            yield _broken(problem.distribution, text, "metadata")
            return
    entries = default_registry.list()
    chosen = [e for e in entries if normalize_distribution(e.distribution) == distribution]
    if not chosen:
        with contextlib.suppress(ValueError):
            name = fold(target)
            chosen = [entry for entry in entries if entry.name == name and not entry.shadowed]
    if not chosen:
        try:
            groups = {point.group for point in installed_distribution(target).entry_points}
        except (PackageNotFoundError, ValueError):
            default_registry.resolve(target)  # raises the error for this name
        else:
            raise _no_presets(f"The distribution {target}", groups)
    for entry in chosen:
        try:
            yield _result(default_registry.get(entry.name, entry.distribution))
        except PresetLoadError as error:
            yield _refused(error, error.reason, entry.value, entry.name)


def _no_presets(target: str, groups: Iterable[str]) -> ArgumentError:
    """Return the error for a target without our entry points, with a hint if one is misspelt."""
    folded = {group.lower().replace("-", "_").replace(".", "_"): group for group in groups}
    near = get_close_matches(GROUP, folded, n=1, cutoff=0.8)
    hint = f" Rename its group {folded[near[0]]!r} to {GROUP!r}." if near else ""
    return ArgumentError(
        f"{target} offers no presets: it has no entry points in the group {GROUP!r}.{hint}"
    )


def _object(target: str) -> ValidationResult:
    path = [*sys.path]
    sys.path.insert(0, str(Path.cwd()))  # as with python -m
    try:
        return _result(load_object(target))
    except PluginError as error:
        return _refused(error, str(error), target, "")
    finally:
        sys.path[:] = path


# -- not installed ---------------------------------------------------------------------------------


def _wheel(target: str, folder: Path) -> Iterator[ValidationResult]:
    offers: list[tuple[str, str]] = []
    groups = set()
    damaged = False
    for info in folder.glob("*.dist-info"):
        try:
            points = PathDistribution(info).entry_points
        except ValueError as error:
            text = f"cannot read entry_points.txt: {described(error)}"
            yield _broken(info.name.partition("-")[0], text, "metadata")
            damaged = True
        else:
            groups |= {point.group for point in points}
            offers += [(point.name, point.value) for point in points if point.group == GROUP]
    if not offers and not damaged:
        raise _no_presets(target, groups)
    yield from _imported("wheel", [str(folder)], offers)


def _source_tree(target: str, folder: Path) -> Iterator[ValidationResult]:
    pyproject = folder / "pyproject.toml"
    groups = read_project(pyproject).entry_points if pyproject.exists() else {}
    offers = groups.get(GROUP, {})
    if not offers:
        if elsewhere := unread_source(folder):
            raise ArgumentError(
                f"{target} offers no presets: `validate` reads [project.entry-points.{GROUP}] in "
                f"pyproject.toml, not {elsewhere}. Build a wheel and validate that instead."
            )
        raise _no_presets(target, groups)
    folders = folders_of(folder, {value.partition(":")[0] for value in offers.values()})
    yield from _imported("source tree", folders, offers.items())


def _imported(
    kind: str, folders: list[str], offers: Iterable[tuple[str, str]]
) -> Iterator[ValidationResult]:
    seen: dict[str, str] = {}
    chosen: list[tuple[str, str]] = []
    for name, value in sorted(offers):
        module = value.partition(":")[0]
        try:
            folded = fold(name)
        except ValueError as error:
            yield _broken(ascii(name), f"not a valid preset name: {error}")
            continue
        if folded in seen:
            text = f"{name!a} and {seen[folded]!a} are the same name, {folded!r}: remove one"
            yield _broken(folded, text)
        elif all(map(str.isidentifier, module.split("."))) and not has_module(folders, module):
            yield _broken(folded, f"it names {value}, but the {kind} has no module {module!r}")
        else:
            chosen.append((folded, value))
        seen.setdefault(folded, name)
    with imported_from(folders, [value.partition(":")[0] for _, value in chosen], kind):
        for name, value in chosen:
            yield _loaded(name, value)


def _loaded(name: str, value: str) -> ValidationResult:
    try:
        preset = load_object(value)
    except PluginError as error:
        return _refused(error, str(error), value, name)
    if preset.name != name:
        text = f"the entry point's name is {name!r}, but the preset's is {preset.name!r}"
        return _broken(name, text)
    ours = any(entry.first_party and entry.name == name for entry in default_registry.list())
    if not ours or value.startswith(f"{OWN_CATALOGUE}."):
        return _result(preset)
    return _result(
        preset,
        f"{OWN_DISTRIBUTION} offers {name!r} itself: yours is reachable only with distribution=",
    )


def _refused(error: Exception, text: str, value: str, name: str) -> ValidationResult:
    """Return why a preset cannot be loaded: its own data is invalid, or importing it failed."""
    cause = error.__cause__
    if not isinstance(cause, InvalidPresetError) or not cause.problems:
        return _broken(name or value, text)
    raised = where_raised(cause)
    own = cause.name in (name, "?") or not name
    if raised is None or (own and raised[0] == value.partition(":")[0]):
        rule, start = "data", ""
    else:
        rule = "entry_point"
        start = (
            f"importing {value} failed: the preset {cause.name!r} ({raised[0]}, line {raised[1]}) "
            "is invalid: "
        )
    texts = (f"{start}{field}: {problem}" for field, problem in cause.problems)
    return ValidationResult(name or value, tuple(Violation(rule, text) for text in texts))
