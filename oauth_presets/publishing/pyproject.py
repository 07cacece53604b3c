"""Reads the entry points in a pyproject.toml, and adds one."""

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ..errors import ArgumentError
from ..util.text import file_reason
from ..util.toml import parse_toml


class Project(NamedTuple):
    """A pyproject.toml: its text, and what its `[project]` table declares."""

    text: str
    name: str | None
    entry_points: Mapping[str, Mapping[str, str]]
    """Group -> name -> value."""


def read_project(pyproject: Path) -> Project:
    """Read a pyproject.toml.

    Raises:
        ArgumentError: it cannot be read, is not TOML, or its entry points are not tables.
        ModuleNotFoundError: Python 3.10 reads TOML with tomli, which is not installed.
    """
    try:
        text = pyproject.read_bytes().decode()
        project = parse_toml(text).get("project", {})
        name = project.get("name")
        groups = {
            group: {key: str(value) for key, value in table.items()}
            for group, table in project.get("entry-points", {}).items()
        }
        return Project(text, name if isinstance(name, str) else None, groups)
    except AttributeError:
        reason = "[project.entry-points] must contain tables only"
    except (OSError, ValueError) as error:
        reason = file_reason(error)
    raise ArgumentError(f"Cannot use {pyproject}: {reason}.")


def with_entry_point(text: str, group: str, name: str, value: str) -> str:
    """Return the text of a pyproject.toml with an entry point added and nothing else changed.

    Args:
        text: the file's text.
        group: the group, a bare key.
        name: the entry point's name, a bare key that the group does not have.
        value: its value, `module:object`.

    Raises:
        ValueError: the text is not TOML, or the group is not a table with its own header.
        ModuleNotFoundError: Python 3.10 reads TOML with tomli, which is not installed.
    """
    expected = parse_toml(text)
    groups = expected.setdefault("project", {}).setdefault("entry-points", {})
    groups.setdefault(group, {})[name] = value
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    header = re.compile(rf'\s*\[\s*project\s*\.\s*"?entry-points"?\s*\.\s*"?{group}"?\s*\]')
    place = next((n for n, line in enumerate(lines, 1) if header.match(line)), None)
    if place is None:
        lines = [f"{text.rstrip()}{end}{end}", f"[project.entry-points.{group}]{end}"]
        place = len(lines)
    last = place  # the last line of the table that is neither blank nor a comment
    for number, line in enumerate(lines[place:], place + 1):
        if line.lstrip().startswith("["):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            last = number
    lines[last - 1] = lines[last - 1].rstrip("\r\n") + end
    lines.insert(last, f'{name} = "{value}"{end}')
    extended = "".join(lines)
    with contextlib.suppress(ValueError):
        if parse_toml(extended) == expected:
            return extended
    raise ValueError(f"[project.entry-points.{group}] is not a table with its own header")


def unread_source(folder: Path) -> str | None:
    """Return where a source tree declares entry points that we do not read, or None."""
    with contextlib.suppress(OSError, ValueError, LookupError, TypeError):
        tools = parse_toml((folder / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
        if "plugins" in tools["poetry"]:
            return "[tool.poetry.plugins]"
    for name in ("setup.cfg", "setup.py"):
        with contextlib.suppress(OSError, ValueError):
            if "entry_points" in (folder / name).read_text(encoding="utf-8"):
                return name
    return None
