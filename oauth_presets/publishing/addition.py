"""Adds a preset to an existing package."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..core.names import folded_or_same
from ..core.preset import Preset
from ..errors import ArgumentError
from ..registry.discovery import GROUP
from ..util.text import file_reason
from .preset_source import attribute, module_source
from .pyproject import read_project, unread_source, with_entry_point
from .readme import with_presets
from .scaffold import comments, test_source
from .source_tree import folders_of, presets_of

NOT_PACKAGES = ("docs", "tests")


class Package(NamedTuple):
    """The source tree of a package that presets can be added to."""

    folder: Path
    pyproject: str
    """Text of its pyproject.toml."""
    distribution: str
    offers: Mapping[str, str]
    """The entry points of its presets: name -> module:object."""
    place: Path
    """The folder for new modules."""
    module: str
    """The dotted name of the package in that folder."""


def package_at(folder: Path) -> Package:
    """Return a package that presets can be added to.

    Raises:
        ArgumentError: presets cannot be added to this one.
    """
    folder = folder.resolve()
    text, name, groups = read_project(folder / "pyproject.toml")
    offers = groups.get(GROUP, {})
    elsewhere = None if offers else unread_source(folder)
    if name is None or elsewhere:
        problem = f"{elsewhere} declares its entry points" if elsewhere else "it has no name there"
        raise ArgumentError(
            f"Cannot add to {folder}: only packages described in [project] of pyproject.toml are "
            f"supported, but {problem}. Write the preset and its entry point by hand."
        )
    for place, module in _places(folder, name, offers):
        if (place / "__init__.py").is_file():
            return Package(folder, text, name, offers, place, module)
    raise ArgumentError(
        f"Cannot add to {folder}: found no package for the new module. Accepted: a folder with an "
        f"__init__.py, at the top level or in src, named {_identifier(name)} or the only one."
    )


def _places(folder: Path, name: str, offers: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield the folders and packages that suit a new module, those of other presets first."""
    modules = [value.partition(":")[0] for value in offers.values()]
    roots = [Path(root) for root in folders_of(folder, modules)]
    for module in modules:
        for package in (module, module.rpartition(".")[0]):
            if package:
                yield from ((root.joinpath(*package.split(".")), package) for root in roots)
    yield from ((root / _identifier(name), _identifier(name)) for root in roots)
    for root in roots:
        packages = [init.parent for init in root.glob("*/__init__.py")]
        packages = [p for p in packages if p.name.isidentifier() and p.name not in NOT_PACKAGES]
        if len(packages) == 1:
            yield packages[0], packages[0].name


def _identifier(name: str) -> str:
    return name.replace("-", "_").replace(".", "_").lower()


def check_name(package: Package, name: str) -> None:
    """Check that a folded name is free in a package.

    Raises:
        ArgumentError: the package has a preset, a module or a test of that name.
    """
    if name in map(folded_or_same, package.offers):
        raise ArgumentError(f"{package.folder} has a preset {name!r}. Choose another name.")
    for file in _new_files(package, name):
        if file.exists():
            raise ArgumentError(f"{file} already exists. Choose another name, or remove it.")


def _new_files(package: Package, name: str) -> tuple[Path, Path]:
    return package.place / f"{attribute(name)}.py", package.folder / "tests" / f"test_{name}.py"


def addition(package: Package, preset: Preset, origin: str = "") -> dict[Path, str]:
    """Return the text of every file to write, new or changed, with pyproject.toml last.

    Args:
        package: the package.
        preset: its new preset.
        origin: a sentence on the source of the values; may be empty.

    Raises:
        ArgumentError: pyproject.toml or README.md cannot be changed, or one of the package's
            presets does not load.
    """
    name = preset.name
    module, test = _new_files(package, name)
    entry_point = f"{package.module}.{module.stem}:{attribute(name)}"
    try:
        pyproject = with_entry_point(package.pyproject, GROUP, name, entry_point)
    except ValueError as error:
        raise ArgumentError(
            f"Cannot add to {package.folder / 'pyproject.toml'}: {error}. Write the entry point "
            f'by hand: {name} = "{entry_point}".'
        ) from None
    files = {
        module: module_source(preset, comments(preset, origin)),
        test: test_source(name, package.distribution),
    }
    readme = package.folder / "README.md"
    if readme.is_file():
        presets = [*presets_of(package.folder, package.offers), preset]
        try:
            text = readme.read_bytes().decode()
            files[readme] = with_presets(text, sorted(presets, key=lambda one: one.name))
        except (OSError, ValueError) as error:
            raise ArgumentError(f"Cannot use {readme}: {file_reason(error)}.") from None
    return {**files, package.folder / "pyproject.toml": pyproject}
