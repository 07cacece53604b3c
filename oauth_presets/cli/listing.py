"""`oauth-presets list`: list presets from package metadata and the search index alone."""

from typing import Annotated, Any

import typer

from ..core.names import normalize_distribution
from ..errors import OAuthPresetsError
from ..registry import search_index
from ..registry.entry import PresetEntry
from ..registry.registry import default_registry
from ._options import Json
from ._output import message, print_rows, quiet_plugins, to_json
from .app import app

UNKNOWN = search_index.Indexed("")


@app.command("list")
def list_command(
    search: Annotated[
        str,
        typer.Argument(
            help="List the presets that match this, best first: a name, title, keyword, category, "
            "host, URL, or the name of a package."
        ),
    ] = "",
    details: Annotated[
        bool, typer.Option("--details", help="Load the presets; show categories and variables too.")
    ] = False,
    json: Json = False,
) -> None:
    """List the presets of the installed packages. Only --details imports plugins.

    Other packages' presets have no titles here, and are found by name only.
    """
    entries = _matching(search) if search else default_registry.list()
    rows = [_row(entry, details) for entry in entries]
    if json:
        typer.echo(to_json(rows))
    elif rows:
        _print_table(rows, details)
    elif search:
        message(f"No preset matches {search!r}.")
    for problem in default_registry.problems():
        message(f"Problem: {problem.distribution} ({ascii(problem.path)[1:-1]}): {problem.reason}")


def _matching(query: str) -> list[PresetEntry]:
    """Return the entries that match a query, best first; those of a package of that name last."""
    entries = default_registry.list()
    names = search_index.search(query, (entry.name for entry in entries))
    ranks = {name: rank for rank, name in enumerate(names)}
    owner = normalize_distribution(query)
    matching = [
        e for e in entries if e.name in ranks or normalize_distribution(e.distribution) == owner
    ]
    return sorted(matching, key=lambda entry: ranks.get(entry.name, len(ranks)))


def _row(entry: PresetEntry, details: bool) -> dict[str, Any]:
    known = search_index.index().get(entry.name, UNKNOWN) if entry.first_party else UNKNOWN
    row = {
        **entry._asdict(),
        "title": known.title or None,
        "categories": [*known.categories],
        "keywords": [*known.keywords],
        "variables": None,
        "error": None,
    }
    return {**row, **_loaded(entry)} if details else row


def _loaded(entry: PresetEntry) -> dict[str, Any]:
    try:
        with quiet_plugins():
            preset = default_registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        message(f"Problem: {error}")
        return {"variables": [], "error": str(error)}
    return {
        "title": preset.title,
        "categories": [*preset.categories],
        "keywords": [*preset.keywords],
        "variables": [*preset.variables],
        "error": None,
    }


def _print_table(rows: list[dict[str, Any]], details: bool) -> None:
    """Print the names and the columns that differ between rows; for one row, those not empty."""
    table = [_cells(row, details) for row in rows]
    single = len(table) == 1
    headings = [
        heading
        for heading, cell in table[0].items()
        if heading == "NAME" or (cell if single else len({cells[heading] for cells in table}) > 1)
    ]
    print_rows(headings, ([cells[heading] for heading in headings] for cells in table))


def _cells(row: dict[str, Any], details: bool) -> dict[str, str]:
    cells = {"NAME": row["name"], "TITLE": row["title"] or ""}
    if details:
        cells["CATEGORIES"] = ", ".join(row["categories"])
        cells["VARIABLES"] = ", ".join(row["variables"])
    return {
        **cells,
        "DISTRIBUTION": row["distribution"],
        "VERSION": row["version"],
        "NOTE": _note(row),
    }


def _note(row: dict[str, Any]) -> str:
    if row["error"]:
        return "does not load"
    if row["shadowed"]:
        return "shadowed: needs --distribution"
    if row["conflict"]:
        return "conflict: needs --distribution"
    return "first-party" if row["first_party"] else ""
