"""What a source tree declares: the entry points of its pyproject.toml."""

import sys
from collections.abc import Mapping
from pathlib import Path


def entry_points(pyproject: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the declared entry points: group -> name -> value.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no TOML, or its entry points are no tables.
        ModuleNotFoundError: Python 3.10 reads TOML with tomli, which is not installed.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        content = tomllib.loads(pyproject.read_text(encoding="utf-8"))
        groups = content.get("project", {}).get("entry-points", {})
        return {
            group: {name: str(value) for name, value in table.items()}
            for group, table in groups.items()
        }
    except AttributeError:
        raise ValueError("[project.entry-points] holds something that is no table") from None
