"""A package's source tree: the presets that its pyproject.toml declares, imported from there."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..core.preset import Preset
from ..errors import ArgumentError
from ..registry.discovery import GROUP
from ..registry.folder_import import has_module, imported_from
from ..registry.loader import PluginError, load_object
from ..util.text import file_reason
from .pyproject import entry_points, unread_source


def declared(folder: Path) -> dict[str, str]:
    """Return the entry points of a source tree's presets: name -> module:object.

    Raises:
        ArgumentError: there is no readable pyproject.toml, or it declares none.
    """
    pyproject = folder / "pyproject.toml"
    try:
        offers = entry_points(pyproject).get(GROUP, {})
    except (OSError, ValueError) as error:
        raise ArgumentError(f"Cannot use {pyproject}: {file_reason(error)}.") from None
    if not offers:
        elsewhere = unread_source(folder)
        raise ArgumentError(
            f"{folder} offers no presets: [project.entry-points.{GROUP}] in pyproject.toml is "
            f"missing or empty{f', and {elsewhere} is not read' if elsewhere else ''}."
        )
    return dict(offers)


def folders_of(folder: Path, modules: Iterable[str]) -> list[str]:
    """Return the folders of a source tree that contain the modules."""
    folders = [str(folder), str(folder / "src")]
    for module in modules:
        if not has_module(folders, module):  # a build may take it from another folder
            folders += [str(f) for f in _subfolders(folder) if has_module([str(f)], module)]
    return folders


def _subfolders(folder: Path) -> Iterator[Path]:
    """Yield the folders of a source tree that may contain modules; no virtual environments."""
    for inner in sorted(folder.iterdir()):
        if (
            inner.is_dir()
            and not inner.name.startswith(".")
            and not (inner / "pyvenv.cfg").exists()
        ):
            yield inner


def presets_of(folder: Path, offers: Mapping[str, str]) -> list[Preset]:
    """Import the presets of a source tree, sorted by name.

    Args:
        folder: an absolute path.
        offers: the presets' entry points, as `declared` returns them.

    Raises:
        ArgumentError: one of them does not load.
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
