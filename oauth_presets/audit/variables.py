"""Values for the variables of many presets, from options and from a file."""

import sys
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ..core.names import fold
from ..core.preset import Preset
from ..errors import ArgumentError
from ..util.strict_json import json_object
from ..util.text import joined, shown

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""Preset -> what to check it with, once for each: variable -> value, see `not_strings`."""


class Variables:
    """Values for the variables of several presets.

    Args:
        given: `subdomain` (for every preset that has such a variable) or `aha.subdomain` (for this
            preset alone) -> value.
        tables: for each preset, its sets of values. They replace what is given for every preset,
            and are replaced by what is given for one.
    """

    def __init__(self, given: Mapping[str, str], tables: Tables | None = None) -> None:
        self._given = dict(given)
        self._tables = tables or {}
        self._unused = dict.fromkeys(given)

    def of(self, preset: Preset) -> list[dict[str, Any]]:
        """Return the sets of values for one preset: it is checked with each."""
        shared: dict[str, str] = {}
        own: dict[str, str] = {}
        for key, value in self._given.items():
            name, dot, variable = key.rpartition(".")
            if variable in preset.variables and (not dot or folded_or_same(name) == preset.name):
                (own if dot else shared)[variable] = value
                self._unused.pop(key, None)
        found = []
        for table in self._tables.get(preset.name, [{}]):
            unknown = [f"{preset.name}.{name}" for name in table if name not in preset.variables]
            self._unused.update(dict.fromkeys(unknown))
            values = shared | dict(table) | own
            found += [values] if values not in found else []
        return found

    @property
    def unused(self) -> tuple[str, ...]:
        """The keys that no preset has used so far."""
        return tuple(self._unused)


def not_strings(tables: Tables) -> tuple[str, ...]:
    """Return the variables with values that are not strings, as `aha.subdomain`."""
    return tuple(
        dict.fromkeys(
            f"{name}.{variable}"
            for name, sets in tables.items()
            for values in sets
            for variable, value in values.items()
            if not isinstance(value, str)
        )
    )


def read_variables(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Read a file of variables, TOML or JSON: preset -> variable -> value.

    A preset may have a list of tables; it is checked with each. A variable may have a list of
    values, in a table with one such variable; the preset is checked with each value. Values that
    are not strings are kept, to be reported with everything else: see `not_strings`.

    Raises:
        ArgumentError: the file cannot be read, or is not of this form.
    """
    try:
        body = path.read_bytes()
        content = json_object(body) if path.suffix == ".json" else _toml(body)
        found: dict[str, list[dict[str, Any]]] = {}
        for name, tables in content.items():
            folded = folded_or_same(name)
            if folded in found:
                raise ValueError(f"it has two tables for {folded!r}")
            many = tables if isinstance(tables, list) else [tables]
            found[folded] = [*chain.from_iterable(_sets(name, table) for table in many)]
            if not found[folded]:
                raise ValueError(f"{shown(name)} has no values")
    except OSError as error:
        raise ArgumentError(f"Cannot read {path}: {error.strerror}.") from None
    except ValueError as error:
        raise ArgumentError(f"The file of variables {path} cannot be used: {error}.") from None
    return found


def _toml(body: bytes) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(body.decode("utf-8"))


def _sets(name: str, table: object) -> list[dict[str, Any]]:
    """Return the sets of values that a table stands for."""
    if not isinstance(table, dict):
        raise ValueError(f"{shown(name)} has a value instead of a table")
    lists = [variable for variable, value in table.items() if isinstance(value, list)]
    if len(lists) > 1:
        raise ValueError(
            f"{shown(name)} has lists of values for {joined(lists, 'and')}; write a table for each "
            "combination"
        )
    values = table[lists[0]] if lists else [""]
    return [{**table, **dict.fromkeys(lists, value)} for value in values]


def folded_or_same(name: str) -> str:
    """Return a preset's name as it is compared; what cannot be a name stays as it is."""
    try:
        return fold(name)
    except ValueError:
        return name
