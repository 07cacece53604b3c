"""`oauth-presets export` and `schema`: the catalogue as a static file."""

from pathlib import Path
from typing import Annotated

import typer

from ..registry import preset_file as catalogue
from ..registry.registry import default_registry
from ..util.atomic_write import write_atomically
from .app import Distribution, app, complete_name, fail, message, quiet_plugins, to_json


@app.command("export")
def export_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME]...", autocompletion=complete_name, help="Presets; all by default."
        ),
    ] = None,
    distribution: Distribution = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead.")
    ] = None,
) -> None:
    """Print the installed presets as JSON, sorted; `oauth-presets --catalogue FILE` reads it.

    A preset that does not load is named on stderr and left out; the exit code is 1 then.
    """
    with quiet_plugins():
        document, failed = catalogue.export(default_registry, names or (), distribution)
    if not document["presets"] and not failed:
        fail("There is no preset to export; `oauth-presets list` shows what is installed.")
    if output is None:
        typer.echo(to_json(document))
    else:
        try:
            write_atomically(output, to_json(document) + "\n")
        except OSError as error:
            fail(f"{output} cannot be written: {error.strerror}.")
    for problem in failed:
        message(f"Problem: {problem}")
    if failed:
        fail(f"{len(failed)} of the presets do not load and are not in it.")


@app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of what `export` prints."""
    typer.echo(to_json(catalogue.schema()))
