"""A package's public names, resolved on first use (PEP 562)."""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_face(
    package: str, homes: Mapping[str, str]
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for a package.

    Args:
        package: its `__name__`.
        homes: public name -> the module that defines it, relative to the package, like `".flow"`.
    """
    namespace = vars(sys.modules[package])

    def resolve(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(homes[name], package), name)
        namespace[name] = value
        return value

    return resolve, lambda: sorted({*namespace, *homes})
