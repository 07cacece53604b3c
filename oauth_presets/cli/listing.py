"""`oauth-presets list`: what is installed, from metadata alone."""

from typing import Annotated, Any

import typer

from ..errors import OAuthPresetsError
from ..registry.registry import PresetEntry, default_registry
from ._options import Json
from ._output import message, print_rows, quiet_plugins, to_json
from .app import app


@app.command("list")
def list_command(
    search: Annotated[str, typer.Argument(help="Show only presets that contain this text.")] = "",
    details: Annotated[
        bool, typer.Option("--details", help="Load the presets; show title, categories, variables.")
    ] = False,
    json: Json = False,
) -> None:
    """List the presets of the installed packages. Only --details imports plugins."""
    rows = []
    for entry in default_registry.list():
        row = {**entry._asdict(), **(_details(entry) if details else {})}
        if _matches(search, row):
            rows.append(row)
    if json:
        typer.echo(to_json(rows))
    elif rows:
        _print_table(rows)
    elif search:
        more = "" if details else " --details searches titles and categories, too."
        message(f"No preset matches {search!r}.{more}")
    for problem in default_registry.problems():
        message(f"Problem: {problem.distribution} ({ascii(problem.path)[1:-1]}): {problem.reason}")


def _details(entry: PresetEntry) -> dict[str, Any]:
    try:
        with quiet_plugins():
            preset = default_registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        message(f"Problem: {error}")
        return {"title": None, "categories": [], "variables": [], "error": str(error)}
    return {
        "title": preset.title,
        "categories": list(preset.categories),
        "variables": list(preset.variables),
        "error": None,
    }


def _matches(search: str, row: dict[str, Any]) -> bool:
    shown = [row["name"], row["distribution"], row.get("title") or "", *row.get("categories", ())]
    wanted = search.lower()
    return any(wanted in text.lower() for text in shown) or wanted.replace(" ", "_") in row["name"]


def _print_table(rows: list[dict[str, Any]]) -> None:
    """Print the columns that tell the rows apart, and the name."""
    table = [_cells(row) for row in rows]
    headings = [
        heading
        for heading in table[0]
        if heading == "NAME" or len(table) == 1 or len({cells[heading] for cells in table}) > 1
    ]
    print_rows(headings, ([cells[heading] for heading in headings] for cells in table))


def _cells(row: dict[str, Any]) -> dict[str, str]:
    cells = {"NAME": row["name"]}
    if "title" in row:
        cells["TITLE"] = row["title"] or ""
        cells["CATEGORIES"] = ", ".join(row["categories"])
        cells["VARIABLES"] = ", ".join(row["variables"])
    return {
        **cells,
        "DISTRIBUTION": row["distribution"],
        "VERSION": row["version"],
        "NOTE": _note(row),
    }


def _note(row: dict[str, Any]) -> str:
    if row.get("error"):
        return "does not load"
    if row["shadowed"]:
        return "shadowed: needs --distribution"
    if row["conflict"]:
        return "conflict: needs --distribution"
    return "first-party" if row["first_party"] else ""
