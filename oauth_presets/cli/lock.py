"""`oauth-presets lock`: record what is trusted, and tell what has changed since."""

from pathlib import Path
from typing import Annotated

import typer

from ..lock import LOCK_FILE, changes, read_lock, write_lock
from .app import app, fail, message, print_rows, quiet_plugins


@app.command("lock")
def lock_command(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Presets; all by default.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where something changed.")
    ] = False,
    file: Annotated[Path, typer.Option(help="The lock file.")] = Path(LOCK_FILE),
) -> None:
    """Record owner, version, endpoints, scopes and digest of the installed presets."""
    if check and names:
        raise typer.BadParameter("--check compares what the lock names; give no NAME with it")
    with quiet_plugins():
        if not check:
            try:
                lock = write_lock(file, names or ())
            except OSError as error:
                fail(f"{file} cannot be written: {error.strerror}.")
            message(f"{len(lock.records)} presets are locked in {file}.")
            return
        found = changes(read_lock(file))
    if found:
        print_rows(("name", "distribution", "change"), found)
        fail(f"{len(found)} differences from {file}. If they are right, run `oauth-presets lock`.")
    message(f"Everything is as {file} says.")
