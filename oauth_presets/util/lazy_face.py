"""A package's public names, resolved on first use (PEP 562)."""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module


def lazy_face(
    package: str, names: Mapping[str, Sequence[str]]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for a package.

    Args:
        package: its `__name__`.
        names: module, relative to the package (`".flow"`) -> the public names that it defines.
    """
    namespace = vars(sys.modules[package])
    homes = {name: module for module, defined in names.items() for name in defined}

    def resolve(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(homes[name], package), name)
        namespace[name] = value
        return value

    return resolve, lambda: sorted({*namespace, *homes})
