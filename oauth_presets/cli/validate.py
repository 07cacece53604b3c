"""`oauth-presets validate`: hold presets to the contract, wherever they are."""

from typing import Annotated, Any

import typer

from ..core.preset import Preset
from ..errors import OAuthPresetsError
from ..publishing.rules import findings, notes
from ._targets import presets
from .app import Json, app, message, quiet_plugins, to_json


@app.command("validate")
def validate_command(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|NAME|DIST|MODULE:OBJECT]...",
            help="A source tree with a pyproject.toml, a wheel, a file that `export` made, the "
            "name of an installed preset, an installed distribution, or an object in a module; "
            "the current folder by default.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Hold presets to the contract that published ones are held to. Exits with 1 on a finding.

    Their code is imported, except for that of a file. What a wheel or a source tree names comes
    from there, also where the package is installed.
    """
    targets = what or ["."]
    rows = []
    problems = []
    with quiet_plugins():
        for target in targets:
            try:
                rows += [{"target": target, **row} for row in _rows(target)]
            except OAuthPresetsError as error:
                problems.append(str(error))
    if json:
        typer.echo(to_json(rows))
    elif rows:
        _print(rows, len(targets) > 1)
    for text in problems:
        message(f"Error: {text}")
    if problems or any(row["findings"] for row in rows):
        raise typer.Exit(1)


def _rows(target: str) -> list[dict[str, Any]]:
    rows = []
    for name, found, noted in presets(target):
        if isinstance(found, Preset):
            wrong, noted = [*findings(found)], (*notes(found), *noted)
        else:
            wrong = found
        told = [finding._asdict() for finding in wrong]
        rows.append({"preset": name, "findings": told, "notes": [*noted]})
    return rows


def _print(rows: list[dict[str, Any]], several: bool) -> None:
    for row in rows:
        whose = f"{row['target']}: " if several else ""
        typer.echo(f"{whose}{row['preset']}: {'not valid' if row['findings'] else 'ok'}")
        for finding in row["findings"]:
            typer.echo(f"  {finding['rule']}: {finding['text']}")
        for note in row["notes"]:
            typer.echo(f"  note: {note}")
    wrong = sum(bool(row["findings"]) for row in rows)
    message(f"{len(rows)} preset{'s' * (len(rows) > 1)}, {wrong} with findings.")
