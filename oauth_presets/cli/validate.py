"""`oauth-presets validate`: check presets against the contract for published presets."""

from typing import Annotated, Any

import typer

from ..errors import OAuthPresetsError
from ..publishing.validation import validate
from ._options import Json
from ._output import counted, described, message, quiet_plugins, to_json
from .app import app


@app.command("validate")
def validate_command(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH|NAME|DIST|MODULE:OBJECT]...",
            help="A source tree with a pyproject.toml, a wheel, an exported file, the name of an "
            "installed preset or distribution, or an object in a module; the current folder by "
            "default.",
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Check presets against the contract for published presets. Exits with 1 if one violates it.

    Their code is imported, except for exported files. The code of a wheel or a source tree comes
    from there, even if the package is installed.
    """
    rows: list[dict[str, Any]] = []
    errors = []
    with quiet_plugins():
        for target in targets or ["."]:
            try:
                for preset, violations, notes in validate(target):
                    broken = [violation._asdict() for violation in violations]
                    rows.append(
                        {"target": target, "preset": preset, "violations": broken, "notes": notes}
                    )
            except OAuthPresetsError as error:
                errors.append(described(error))
    if json:
        typer.echo(to_json(rows))
    elif rows:
        _print(rows, len(targets or "1") > 1)
    for text in errors:
        message(f"Error: {text}")
    if errors or any(row["violations"] for row in rows):
        raise typer.Exit(1)


def _print(rows: list[dict[str, Any]], several: bool) -> None:
    for row in rows:
        prefix = f"{row['target']}: " if several else ""
        typer.echo(f"{prefix}{row['preset']}: {'not valid' if row['violations'] else 'ok'}")
        for violation in row["violations"]:
            typer.echo(f"  {violation['rule']}: {violation['text']}")
        for note in row["notes"]:
            typer.echo(f"  note: {note}")
    invalid = sum(bool(row["violations"]) for row in rows)
    message(f"{counted(len(rows), 'preset')}, {invalid} not valid.")
