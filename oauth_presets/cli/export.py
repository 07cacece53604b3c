"""`oauth-presets export` and `schema`: the catalogue as a static file."""

from typing import Annotated

import typer

from .. import catalogue
from ..registry import default_registry
from .app import app, fail, message, quiet_plugins, to_json


@app.command("export")
def export_command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Presets; all by default.")
    ] = None,
) -> None:
    """Print the installed presets as JSON, sorted; `PresetRegistry.load` reads such a file."""
    with quiet_plugins():
        document, failed = catalogue.export(default_registry, names)
    typer.echo(to_json(document))
    for error in failed.values():
        message(f"Problem: {error}")
    if failed:
        fail(f"{len(failed)} presets do not load and are not in it.")


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of what `export` prints."""
    typer.echo(to_json(catalogue.schema()))
