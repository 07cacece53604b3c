"""Values for the variables of many presets, from options and from a file."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from ..core.names import folded_or_same
from ..core.preset import Preset
from ..errors import ArgumentError
from ..util.strict_json import json_object
from ..util.text import file_reason, joined, shown
from ..util.toml import parse_toml

Tables = Mapping[str, Sequence[Mapping[str, Any]]]
"""Preset -> sets of values to check it with, each variable -> value; see `not_strings`."""


class Variables:
    """Values for the variables of several presets.

    Args:
        given: `subdomain` (for every preset with this variable) or `aha.subdomain` (for one
            preset) -> value.
        tables: the sets of values of each preset. They take precedence over values given for every
            preset, but not over those given for one.
    """

    def __init__(self, given: Mapping[str, str], tables: Tables | None = None) -> None:
        self._given = dict(given)
        self._tables = tables or {}
        self._unused = dict.fromkeys(given)

    def of(self, preset: Preset) -> list[dict[str, Any]]:
        """Return the sets of values for a preset, which is checked with each of them."""
        shared: dict[str, str] = {}
        own: dict[str, str] = {}
        for key, value in self._given.items():
            name, dot, variable = key.rpartition(".")
            if variable in preset.variables and (not dot or folded_or_same(name) == preset.name):
                (own if dot else shared)[variable] = value
                self._unused.pop(key, None)
        sets = []
        for table in self._tables.get(preset.name, [{}]):
            unknown = [f"{preset.name}.{name}" for name in table if name not in preset.variables]
            self._unused.update(dict.fromkeys(unknown))
            values = shared | dict(table) | own
            sets += [values] if values not in sets else []
        return sets

    @property
    def unused(self) -> tuple[str, ...]:
        """The keys that no preset has used yet."""
        return tuple(self._unused)


def not_strings(tables: Tables) -> tuple[str, ...]:
    """Return the variables whose values are not strings, such as `aha.subdomain`."""
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
    """Read a TOML or JSON file of variables: preset -> sets of values, each variable -> value.

    A preset has a table, or a list of tables, one for each set. One variable in a table may have a
    list of values, which makes a set for each value. Values that are not strings are kept, so that
    `not_strings` can report them all.

    Raises:
        ArgumentError: the file cannot be read, or does not have this form.
    """
    try:
        body = path.read_bytes()
        content = json_object(body) if path.suffix == ".json" else parse_toml(body.decode("utf-8"))
        presets: dict[str, list[dict[str, Any]]] = {}
        for name, tables in content.items():
            folded = folded_or_same(name)
            if folded in presets:
                raise ValueError(f"it has two tables for {folded!r}")
            listed = tables if isinstance(tables, list) else [tables]
            presets[folded] = [*chain.from_iterable(_sets(name, table) for table in listed)]
            if not presets[folded]:
                raise ValueError(f"{shown(name)} has no values")
    except (OSError, ValueError) as error:
        raise ArgumentError(
            f"Cannot use the variables file {path}: {file_reason(error)}."
        ) from None
    return presets


def _sets(name: str, table: object) -> list[dict[str, Any]]:
    """Return the sets of values in a table."""
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
