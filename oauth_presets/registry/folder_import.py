"""Imports modules from folders, ignoring installed copies."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def has_module(folders: Sequence[str], module: str) -> bool:
    """Tell whether a folder contains a module, or the top-level package of a dotted name."""
    first, dot, _ = module.partition(".")
    found = PathFinder.find_spec(first, [*folders])
    # A folder without __init__.py is a namespace package, which cannot itself define a preset.
    return found is not None and (found.loader is not None or bool(dot))


@contextlib.contextmanager
def imported_from(folders: Sequence[str], modules: Iterable[str], place: str) -> Iterator[None]:
    """Import modules from folders and nowhere else within the block; forget them afterwards.

    Args:
        folders: absolute paths.
        modules: dotted names; the folders contain the top-level package of each.
        place: the word for the folders in error messages.
    """
    finder = _Finder(folders, modules, place)
    path, bytecode = [*sys.path], sys.dont_write_bytecode
    # A module that is already imported would not be looked up again.
    set_aside = {name: sys.modules.pop(name) for name in finder.related()}
    sys.meta_path.insert(0, finder)  # an editable installation may have put its finder there
    sys.path[:0] = folders
    sys.dont_write_bytecode = True  # leave the folders clean
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.meta_path.remove(finder)
        sys.path[:], sys.dont_write_bytecode = path, bytecode
        for name in finder.related():
            del sys.modules[name]
        sys.modules.update(set_aside)


class _Finder(MetaPathFinder):
    def __init__(self, folders: Sequence[str], modules: Iterable[str], place: str) -> None:
        self._place = place
        self._folders = [*folders]
        self._named: set[str] = set()
        for module in modules:
            parts = module.split(".")
            self._named.update(".".join(parts[: n + 1]) for n in range(len(parts)))

    def related(self) -> list[str]:
        """Return the imported modules that share a top-level package with the named ones."""
        packages = {name.partition(".")[0] for name in self._named} - {"oauth_presets"}
        return [name for name in [*sys.modules] if name.partition(".")[0] in packages]

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        where = self._folders if path is None else [p for p in path if self._contains(p)]
        found = PathFinder.find_spec(name, where) if where else None
        if found is not None and found.loader is None:
            # Other distributions may install portions of a namespace package, but a regular
            # package of that name is not a portion.
            whole = PathFinder.find_spec(name, path)
            found = whole if whole is not None and whole.loader is None else found
        if found is None and name in self._named:
            raise ModuleNotFoundError(f"the {self._place} has no module {name!r}", name=name)
        return found

    def _contains(self, path: str) -> bool:
        return any(path == f or path.startswith(f + os.sep) for f in self._folders)
