"""`oauth-presets readme`: keep a package's README in step with its presets."""

from pathlib import Path
from typing import Annotated

import typer

from ..publishing.readme import with_presets
from ..publishing.source_tree import declared, presets_of
from ..util.atomic_write import write_atomically
from ..util.text import file_reason
from ._output import fail, message, quiet_plugins
from .app import app


@app.command("readme")
def readme_command(
    folder: Annotated[
        Path, typer.Argument(help="The package's source tree, with pyproject.toml and README.md.")
    ] = Path(),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if it is out of date.")
    ] = False,
) -> None:
    """Write the calls, variables and scopes of a package's presets into its README.md.

    Replaces the section between two comments, or adds it at the end. The presets are imported from
    the source tree.
    """
    file = folder / "README.md"
    with quiet_plugins():
        presets = presets_of(folder.resolve(), declared(folder))
    try:
        old = file.read_bytes().decode()
        new = with_presets(old, presets)
        if new == old:
            message(f"{file} is up to date.")
        elif check:
            fail(f"{file} is out of date. Run `oauth-presets readme`.")
        else:
            write_atomically(file, new)
            message(f"Wrote the presets to {file}.")
    except (OSError, ValueError) as error:
        fail(f"Cannot use {file}: {file_reason(error)}. Nothing was written.")
