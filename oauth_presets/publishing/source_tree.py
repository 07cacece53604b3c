"""Finds and imports the presets that a source tree declares in its pyproject.toml."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..core.preset import Preset
from ..errors import ArgumentError
from ..registry.discovery import GROUP
from ..registry.folder_import import has_module, imported_from
from ..registry.loader import PluginError, load_object
from .pyproject import read_project, unread_source


def declared(folder: Path) -> dict[str, str]:
    """Return the entry points of a source tree's presets: name -> module:object.

    Raises:
        ArgumentError: pyproject.toml cannot be read, or declares no presets.
    """
    offers = read_project(folder / "pyproject.toml").entry_points.get(GROUP, {})
    if not offers:
        elsewhere = unread_source(folder)
        raise ArgumentError(
            f"{folder} offers no presets: [project.entry-points.{GROUP}] in pyproject.toml is "
            f"missing or empty{f', and {elsewhere} is not read' if elsewhere else ''}."
        )
    return dict(offers)


def folders_of(folder: Path, modules: Iterable[str]) -> list[str]:
    """Return the folders of a source tree in which the modules can be found."""
    folders = [str(folder), str(folder / "src")]
    for module in modules:
        if not has_module(folders, module):  # the build may map another folder to it
            folders += [str(f) for f in _subfolders(folder) if has_module([str(f)], module)]
    return folders


def _subfolders(folder: Path) -> Iterator[Path]:
    """Yield the subfolders that may contain modules: not virtual environments or hidden ones."""
    for inner in sorted(folder.iterdir()):
        is_hidden, is_environment = inner.name.startswith("."), (inner / "pyvenv.cfg").exists()
        if inner.is_dir() and not is_hidden and not is_environment:
            yield inner


def presets_of(folder: Path, offers: Mapping[str, str]) -> list[Preset]:
    """Import the presets of a source tree, sorted by name.

    Args:
        folder: an absolute path.
        offers: the presets' entry points, as `declared` returns them.

    Raises:
        ArgumentError: a preset does not load.
    """
    modules = [value.partition(":")[0] for value in offers.values()]
    presets = []
    with imported_from(folders_of(folder, modules), modules, "source tree"):
        for name, value in offers.items():
            try:
                presets.append(load_object(value))
            except PluginError as error:
                raise ArgumentError(f"The preset {name!a} does not load: {error}.") from None
    return sorted(presets, key=lambda preset: preset.name)
