"""Entry points that a source tree declares, and one more of them."""

import contextlib
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def project_name(text: str) -> str | None:
    """Return the name in the `[project]` table of a pyproject.toml, or None.

    Raises:
        ValueError: the text is not TOML.
        ModuleNotFoundError: as `entry_points`.
    """
    project = _parsed(text).get("project")
    name = project.get("name") if isinstance(project, dict) else None
    return name if isinstance(name, str) else None


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


def with_entry_point(text: str, group: str, name: str, value: str) -> str:
    """Return a pyproject.toml with one more entry point, and everything else as it was.

    Args:
        text: the file's text.
        group: the group, a bare key.
        name: the entry point's name, a bare key that the group does not have.
        value: its value, `module:object`.

    Raises:
        ValueError: the text is not TOML, or the table cannot be extended by a line.
        ModuleNotFoundError: Python 3.10 reads TOML with tomli, which is not installed.
    """
    wanted = _parsed(text)
    groups = wanted.setdefault("project", {}).setdefault("entry-points", {})
    groups.setdefault(group, {})[name] = value
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    header = re.compile(rf'\s*\[\s*project\s*\.\s*"?entry-points"?\s*\.\s*"?{group}"?\s*\]')
    place = next((n for n, line in enumerate(lines, 1) if header.match(line)), None)
    if place is None:
        lines = [f"{text.rstrip()}{end}{end}", f"[project.entry-points.{group}]{end}"]
        place = len(lines)
    last = place  # of the lines of the table that are neither empty nor a comment
    for number, line in enumerate(lines[place:], place + 1):
        if line.lstrip().startswith("["):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            last = number
    lines[last - 1] = lines[last - 1].rstrip("\r\n") + end
    lines.insert(last, f'{name} = "{value}"{end}')
    made = "".join(lines)
    with contextlib.suppress(ValueError):
        if _parsed(made) == wanted:
            return made
    raise ValueError(f"[project.entry-points.{group}] is not a table under a header of that name")


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
    return _parsed(pyproject.read_text(encoding="utf-8"))


def _parsed(text: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"it is not TOML: {error}") from None
