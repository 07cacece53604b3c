"""Entry points that a source tree declares."""

import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def entry_points(pyproject: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the entry points in `[project.entry-points]`: group -> name -> value.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not TOML, or its entry points are not tables.
        ModuleNotFoundError: Python 3.10 reads TOML with tomli, which is not installed.
    """
    try:
        groups = _read(pyproject).get("project", {}).get("entry-points", {})
        return {
            group: {name: str(value) for name, value in table.items()}
            for group, table in groups.items()
        }
    except AttributeError:
        raise ValueError("[project.entry-points] must contain tables only") from None


def unread_source(folder: Path) -> str | None:
    """Return where a source tree declares entry points other than `[project.entry-points]`."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        if "plugins" in _read(folder / "pyproject.toml").get("tool", {}).get("poetry", {}):
            return "[tool.poetry.plugins]"
    for name in ("setup.cfg", "setup.py"):
        with contextlib.suppress(OSError, ValueError):
            if "entry_points" in (folder / name).read_text(encoding="utf-8"):
                return name
    return None


def _read(pyproject: Path) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(pyproject.read_text(encoding="utf-8"))
