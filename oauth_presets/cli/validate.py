"""`oauth-presets validate`: hold presets to the contract, wherever they are."""

import contextlib
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.metadata import EntryPoint, PathDistribution
from pathlib import Path
from typing import Annotated, Any

import typer

from ..contract import Finding, findings
from ..discovery import GROUP, OWN_CATALOGUE, OWN_DISTRIBUTION
from ..errors import InvalidPresetError, OAuthPresetsError
from ..names import fold, normalize_distribution
from ..preset import Preset
from ..registry import default_registry
from ..words import described
from .app import Json, app, fail, message, quiet_plugins, to_json

Found = Iterator[tuple[str, "Preset | Finding"]]
"""A preset's name, and either the preset or why there is none."""


@app.command("validate")
def validate_command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="PATH|NAME|DIST|MODULE",
            help="A wheel, a source tree with a pyproject.toml, the name of an installed preset, "
            "an installed distribution, or module:object.",
        ),
    ],
    json: Json = False,
) -> None:
    """Hold presets to the contract that published ones are held to. Exits with 1 on a finding.

    Their code is imported.
    """
    rows = []
    with quiet_plugins():
        for name, found in _presets(what):
            wrong = (found,) if isinstance(found, Finding) else findings(found)
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
    message(f"{len(rows)} presets, {wrong} with findings.")


def _presets(what: str) -> Found:
    path = Path(what)
    if path.suffix == ".whl" and path.is_file():
        with _unpacked(path) as folder:
            yield from _installed_in(folder)
    elif (path / "pyproject.toml").is_file():
        yield from _source_tree(path)
    elif path.exists():
        fail(f"{what} is neither a wheel nor a folder with a pyproject.toml.")
    elif ":" in what:
        yield _load(what.rpartition(":")[2], what)
    else:
        yield from _installed(what)


def _installed(what: str) -> Found:
    entries = [entry for entry in default_registry.list() if entry.value]
    wanted = normalize_distribution(what)
    chosen = [e for e in entries if normalize_distribution(e.distribution) == wanted]
    if not chosen:
        name = default_registry.get(what).name
        chosen = [entry for entry in entries if entry.name == name and not entry.shadowed]
    for entry in chosen:
        try:
            yield entry.name, default_registry.get(entry.name, entry.distribution)
        except OAuthPresetsError as error:
            yield entry.name, Finding("load", str(error))


@contextlib.contextmanager
def _unpacked(wheel: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
        except (OSError, zipfile.BadZipFile) as error:
            fail(f"{wheel} is no wheel: {error}.")
        yield Path(folder)


def _installed_in(folder: Path) -> Found:
    sys.path.insert(0, str(folder))
    for info in folder.glob("*.dist-info"):
        points = PathDistribution(info).entry_points
        yield from _load_all([point for point in points if point.group == GROUP])


def _source_tree(folder: Path) -> Found:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
        table: Mapping[str, str] = project["project"]["entry-points"][GROUP]
    except (KeyError, TypeError):
        return
    except (OSError, ValueError) as error:
        fail(f"{folder / 'pyproject.toml'} cannot be read: {error}.")
    sys.path[:0] = [str(folder.resolve()), str((folder / "src").resolve())]
    yield from _load_all([EntryPoint(name, value, GROUP) for name, value in table.items()])


def _load_all(points: list[EntryPoint]) -> Found:
    for point in points:
        yield _load(point.name, point.value)


def _load(name: str, value: str) -> tuple[str, Preset | Finding]:
    module, _, attribute = value.partition(":")
    try:
        found = getattr(import_module(module), attribute)
    except KeyboardInterrupt:
        raise
    except InvalidPresetError as error:
        return name, Finding("preset", str(error))
    except BaseException as error:
        return name, Finding("load", f"importing {value} raised {described(error)}")
    if type(found) is not Preset:
        return name, Finding("load", f"{value} is no Preset: no subclass, no function is accepted")
    try:
        folded = fold(name)
    except ValueError as error:
        return name, Finding("name", f"the entry point's name: {error}")
    if folded != found.name:
        return name, Finding(
            "name",
            f"the entry point is called {folded!r}, the preset {found.name!r}; make them one",
        )
    own = [entry for entry in default_registry.list() if entry.first_party]
    if found.name in {entry.name for entry in own} and not module.startswith(f"{OWN_CATALOGUE}."):
        message(
            f"Note: {OWN_DISTRIBUTION} offers {found.name!r} itself, so that this one is reached "
            "by distribution= only."
        )
    return name, found
