"""`oauth-presets validate`: hold presets to the contract, wherever they are."""

import contextlib
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Annotated, Any

import typer

from ..catalogue import read
from ..contract import Finding, findings
from ..discovery import GROUP, OWN_CATALOGUE, OWN_DISTRIBUTION
from ..errors import InvalidPresetError, PresetLoadError
from ..loading import RefusedError, load_object
from ..names import fold, normalize_distribution
from ..preset import Preset
from ..registry import default_registry
from ..words import described
from .app import Json, app, fail, message, quiet_plugins, to_json

Found = Iterator[tuple[str, Preset | list[Finding]]]
"""A preset's name, and either the preset or why there is none."""


@app.command("validate")
def validate_command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[PATH|NAME|DIST|MODULE:OBJECT]",
            help="A source tree with a pyproject.toml, a wheel, a file that `export` made, the "
            "name of an installed preset, an installed distribution, or an object in a module.",
        ),
    ] = ".",
    json: Json = False,
) -> None:
    """Hold presets to the contract that published ones are held to. Exits with 1 on a finding.

    Their code is imported, except for that of a file.
    """
    rows = []
    with quiet_plugins():
        for name, found in _presets(what):
            wrong = found if isinstance(found, list) else findings(found)
            rows.append({"preset": name, "findings": [finding._asdict() for finding in wrong]})
    if not rows:
        fail(f"{what} offers no preset: it has no entry point in the group {GROUP!r}.")
    if json:
        typer.echo(to_json(rows))
    else:
        _print(rows)
    if any(row["findings"] for row in rows):
        raise typer.Exit(1)


def _print(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        typer.echo(f"{row['preset']}: {'not valid' if row['findings'] else 'ok'}")
        for finding in row["findings"]:
            typer.echo(f"  {finding['rule']}: {finding['text']}")
    wrong = sum(bool(row["findings"]) for row in rows)
    message(f"{len(rows)} preset{'s' * (len(rows) > 1)}, {wrong} with findings.")


# -- where they are --------------------------------------------------------------------------------


def _presets(what: str) -> Found:
    path = Path(what)
    if path.suffix == ".whl" and path.is_file():
        with _unpacked(path) as folder:
            yield from _wheel(folder)
    elif path.suffix == ".json" and path.is_file():
        yield from ((preset.name, preset) for preset in read(path))
    elif (path / "pyproject.toml").is_file():
        yield from _source_tree(path)
    elif path.exists() and not _is_installed(what):
        fail(f"{what} is no wheel, no file of presets and no folder with a pyproject.toml.")
    elif path.suffix in (".whl", ".json") or "/" in what:
        fail(f"There is no file {what}.")
    elif ":" in what:
        sys.path.insert(0, str(Path.cwd()))  # as with python -m
        found = _load(what)
        yield found.name if isinstance(found, Preset) else what, found
    else:
        yield from _installed(what)


def _is_installed(what: str) -> bool:
    known = {name for entry in default_registry.list() for name in (entry.name, entry.distribution)}
    return what in known


def _installed(what: str) -> Found:
    wanted = normalize_distribution(what)
    for problem in default_registry.problems():
        if normalize_distribution(problem.distribution) == wanted:
            text = f"{ascii(problem.path)[1:-1]} cannot be used: {problem.reason}"
            yield problem.distribution, [Finding("metadata", text)]
            return
    entries = default_registry.list()
    chosen = [e for e in entries if normalize_distribution(e.distribution) == wanted]
    if not chosen:
        with contextlib.suppress(ValueError):
            name = fold(what)
            chosen = [entry for entry in entries if entry.name == name and not entry.shadowed]
    if not chosen:
        default_registry.get(what)  # says what is wrong with the name
    for entry in chosen:
        try:
            yield entry.name, default_registry.get(entry.name, entry.distribution)
        except PresetLoadError as error:
            yield entry.name, _refused(error)


@contextlib.contextmanager
def _unpacked(wheel: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
        except (OSError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
            fail(f"{wheel} cannot be unpacked as a wheel: {described(error)}.")
        yield Path(folder)


def _wheel(folder: Path) -> Found:
    offers: list[tuple[str, str]] = []
    for info in folder.glob("*.dist-info"):
        try:
            points = PathDistribution(info).entry_points
        except ValueError as error:
            text = f"entry_points.txt cannot be read: {described(error)}"
            yield info.name.partition("-")[0], [Finding("metadata", text)]
        else:
            offers += [(point.name, point.value) for point in points if point.group == GROUP]
    yield from _import_from((folder,), offers)


def _source_tree(folder: Path) -> Found:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        content = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        table = content.get("project", {}).get("entry-points", {}).get(GROUP, {})
        offers = [(name, str(value)) for name, value in table.items()]
    except (OSError, ValueError, AttributeError) as error:
        fail(f"{folder / 'pyproject.toml'} cannot be used: {described(error)}.")
    yield from _import_from((folder.resolve(), folder.resolve() / "src"), offers)


# -- what they are ---------------------------------------------------------------------------------


def _import_from(folders: Iterable[Path], offers: Iterable[tuple[str, str]]) -> Found:
    sys.path[:0] = map(str, folders)  # before what is installed, which may be another version of it
    sys.dont_write_bytecode = True  # a check leaves nothing behind
    seen: dict[str, str] = {}
    for name, value in offers:
        try:
            folded = fold(name)
        except ValueError as error:
            yield ascii(name), [Finding("entry_point", f"it cannot be called so: {error}")]
            continue
        if folded in seen:
            text = f"{name!a} and {seen[folded]!a} are one name, {folded!r}: remove one"
            yield folded, [Finding("entry_point", text)]
            continue
        seen[folded] = name
        yield folded, _load(value, folded)
        _note_shadowed(folded, value)


def _load(value: str, name: str = "") -> Preset | list[Finding]:
    """Load `module:object`; where an entry point's name is given, it has to be the preset's."""
    try:
        preset = load_object(value)
    except RefusedError as error:
        return _refused(error)
    if name and preset.name != name:
        text = f"the entry point is called {name!r}, the preset {preset.name!r}: make them the same"
        return [Finding("entry_point", text)]
    return preset


def _refused(error: Exception) -> list[Finding]:
    cause = error.__cause__
    if isinstance(cause, InvalidPresetError) and cause.problems:
        return [Finding("data", f"{field}: {text}") for field, text in cause.problems]
    return [Finding("entry_point", str(error))]


def _note_shadowed(name: str, value: str) -> None:
    if value.startswith(f"{OWN_CATALOGUE}."):
        return
    if any(entry.first_party and entry.name == name for entry in default_registry.list()):
        message(
            f"Note: {OWN_DISTRIBUTION} offers {name!r} itself, so that this one is reached by "
            "distribution= only."
        )
