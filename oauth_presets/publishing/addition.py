"""Adds a preset to a package that exists: the files that change, and the new ones."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from ..core.names import fold
from ..core.preset import Preset
from ..errors import ArgumentError
from ..registry.discovery import GROUP
from ..util.text import file_reason
from .preset_source import attribute, module_source
from .pyproject import entry_points, project_name, unread_source, with_entry_point
from .readme import with_presets
from .scaffold import comments, test_source
from .source_tree import folders_of, presets_of


class Package(NamedTuple):
    """A package's source tree, as far as another preset needs it."""

    folder: Path
    pyproject: str
    """Text of its pyproject.toml."""
    distribution: str
    offers: Mapping[str, str]
    """The presets that it declares: name -> module:object."""
    place: Path
    """Folder of the package that new modules belong in."""
    module: str
    """Its dotted name."""


def package_at(folder: Path) -> Package:
    """Look at a package.

    Raises:
        ArgumentError: presets cannot be added to it; the message says why.
    """
    folder = folder.resolve()
    pyproject = folder / "pyproject.toml"
    try:
        text = pyproject.read_bytes().decode()
        name, offers = project_name(text), entry_points(pyproject).get(GROUP, {})
    except (OSError, ValueError) as error:
        raise ArgumentError(f"Cannot use {pyproject}: {file_reason(error)}.") from None
    elsewhere = None if offers else unread_source(folder)
    if name is None or elsewhere:
        found = f"{elsewhere} declares its entry points" if elsewhere else "it has no name there"
        raise ArgumentError(
            f"Cannot add to {folder}: a package is described in [project] of its pyproject.toml, "
            f"but {found}. Write the preset and its entry point by hand."
        )
    for place, module in _places(folder, name, offers):
        if (place / "__init__.py").is_file():
            return Package(folder, text, name, offers, place, module)
    raise ArgumentError(
        f"Cannot add to {folder}: found no package to put a module into. Accepted: a folder with "
        f"an __init__.py, named {_identifier(name)} or the only one, at the top or in src."
    )


def _places(folder: Path, name: str, offers: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield where a new module may belong: beside the other presets, else in the package."""
    modules = [value.partition(":")[0] for value in offers.values()]
    roots = [Path(root) for root in folders_of(folder, modules)]
    for module in modules:
        for package in (module, module.rpartition(".")[0]):
            if package:
                yield from ((root.joinpath(*package.split(".")), package) for root in roots)
    yield from ((root / _identifier(name), _identifier(name)) for root in roots)
    for root in roots:
        packages = [init.parent for init in root.glob("*/__init__.py")]
        packages = [found for found in packages if found.name.isidentifier()]
        packages = [found for found in packages if found.name not in ("docs", "tests")]
        if len(packages) == 1:
            yield packages[0], packages[0].name


def _identifier(name: str) -> str:
    return name.replace("-", "_").replace(".", "_").lower()


def check_name(package: Package, name: str) -> None:
    """Check that a package has no preset of this folded name.

    Raises:
        ArgumentError: it has a preset, a module or a test of that name.
    """
    if name in map(_folded, package.offers):
        raise ArgumentError(f"{package.folder} has a preset {name!r}. Choose another name.")
    for file in _new_files(package, name):
        if file.exists():
            raise ArgumentError(f"{file} already exists. Choose another name, or remove it.")


def _folded(name: str) -> str:
    try:
        return fold(name)
    except ValueError:
        return name


def _new_files(package: Package, name: str) -> tuple[Path, Path]:
    return package.place / f"{attribute(name)}.py", package.folder / "tests" / f"test_{name}.py"


def addition(package: Package, preset: Preset, origin: str = "") -> dict[Path, str]:
    """Return the text of every file that is new or changes, the entry point last.

    Args:
        package: the package.
        preset: its new preset.
        origin: a sentence that says where values were read; may be empty.

    Raises:
        ArgumentError: its pyproject.toml or its README cannot be changed, or a preset that it has
            does not load.
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
