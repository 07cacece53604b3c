"""`oauth-presets list`: what is installed, from metadata alone."""

from typing import Annotated, Any

import typer

from ..errors import OAuthPresetsError
from ..registry.registry import PresetEntry, default_registry
from .app import Json, app, message, print_rows, quiet_plugins, to_json


@app.command("list")
def list_command(
    search: Annotated[
        str, typer.Argument(help="Show only presets with this text in what is shown of them.")
    ] = "",
    details: Annotated[
        bool, typer.Option("--details", help="Load the presets; add title, categories, variables.")
    ] = False,
    json: Json = False,
) -> None:
    """List the presets of the installed packages. No plugin is imported, unless for --details."""
    rows = []
    for entry in default_registry.list():
        row = {**entry._asdict(), **(_details(entry) if details else {})}
        if _matches(search, row):
            rows.append(row)
    if json:
        typer.echo(to_json(rows))
    elif rows:
        _print_table(rows, details)
    elif search:
        more = "" if details else " --details looks through titles and categories too."
        message(f"No preset is called {search!r}.{more}")
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


def _print_table(rows: list[dict[str, Any]], details: bool) -> None:
    middle = ("TITLE", "CATEGORIES", "VARIABLES") if details else ()
    print_rows(("NAME", *middle, "DISTRIBUTION", "VERSION", "NOTE"), map(_cells, rows))


def _cells(row: dict[str, Any]) -> list[str]:
    details = []
    if "title" in row:
        details = [row["title"] or "", ", ".join(row["categories"]), ", ".join(row["variables"])]
    return [row["name"], *details, row["distribution"], row["version"], _note(row)]


def _note(row: dict[str, Any]) -> str:
    if row.get("error"):
        return "does not load"
    if row["shadowed"]:
        return "shadowed: needs --distribution"
    if row["conflict"]:
        return "in conflict: needs --distribution"
    return "first-party" if row["first_party"] else ""
