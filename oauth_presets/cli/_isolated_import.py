"""Imports what a wheel or a source tree names from there, whatever is installed besides."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType


def has_module(folders: Sequence[str], module: str) -> bool:
    """Tell whether a folder holds the module, or the package that a dotted name begins with."""
    first, dot, _ = module.partition(".")
    found = PathFinder.find_spec(first, [*folders])
    # A folder without an __init__.py is a package to Python, but one that can hold no preset.
    return found is not None and (found.loader is not None or bool(dot))


@contextlib.contextmanager
def imported_from(folders: Sequence[str], modules: Iterable[str], place: str) -> Iterator[None]:
    """Import from folders what they hold; the modules from there or not at all. Then forget it.

    Args:
        folders: absolute paths.
        modules: dotted names; the folders hold what each begins with.
        place: what the folders are, for a message.
    """
    finder = _Finder(folders, modules, place)
    path = [*sys.path]
    # What is imported already is not looked for again.
    set_aside = {name: sys.modules.pop(name) for name in finder.belonging()}
    sys.meta_path.insert(0, finder)  # an editable installation may have put a finder there
    sys.path[:0] = folders
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.meta_path.remove(finder)
        sys.path[:] = path
        for name in finder.belonging():
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

    def belonging(self) -> list[str]:
        """Return the imported modules that have a first name in common with those named."""
        ours = {name.partition(".")[0] for name in self._named} - {"oauth_presets"}
        return [name for name in [*sys.modules] if name.partition(".")[0] in ours]

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        where = self._folders if path is None else [p for p in path if self._holds(p)]
        found = PathFinder.find_spec(name, where) if where else None
        if found is not None and found.loader is None:
            # Of a namespace package others may have installed parts; a package of theirs is none.
            whole = PathFinder.find_spec(name, path)
            found = whole if whole is not None and whole.loader is None else found
        if found is None and name in self._named:
            raise ModuleNotFoundError(
                f"there is no module {name!r} in the {self._place}", name=name
            )
        return found

    def _holds(self, path: str) -> bool:
        return any(path == f or path.startswith(f + os.sep) for f in self._folders)
