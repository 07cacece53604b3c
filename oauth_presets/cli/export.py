"""`oauth-presets export`: print the installed presets as JSON."""

from pathlib import Path
from typing import Annotated

import typer

from ..publishing.export import export
from ..registry.registry import default_registry
from ..util.atomic_write import write_atomically
from ._options import Distribution, complete_name
from ._output import counted, described, fail, message, quiet_plugins, to_json
from .app import app


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

    Each name is exported once. Presets that do not load, and names that do not resolve without
    --distribution, are left out and reported on stderr; the exit code is then 1.
    """
    with quiet_plugins():
        exported = export(default_registry, names or (), distribution)
    if not exported.document["presets"] and not exported.problems:
        fail("No presets to export; `oauth-presets list` shows what is installed.")
    text = to_json(exported.document)
    if output is None:
        typer.echo(text)
    else:
        try:
            write_atomically(output, f"{text}\n")
        except OSError as error:
            fail(f"Cannot write {output}: {error.strerror}.")
    for entry in exported.shadowed:
        message(
            f"Left out {entry.name!r} of {entry.distribution}, because oauth-presets offers that "
            f"name itself. To export it, use --distribution {entry.distribution}."
        )
    for problem in exported.problems:
        message(f"Problem: {described(problem)}")
    if count := len(exported.problems):
        fail(f"{counted(count, 'preset')} could not be exported.")
