"""`oauth-presets lock`: record what is trusted, and tell what has changed since."""

from pathlib import Path
from typing import Annotated

import typer

from ..errors import PresetLoadError
from ..lock import LOCK_FILE, Change, Lock, changes, command, read_lock, save_lock, take_lock
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
    if not check:
        lock = _take(file, names or [])
        try:
            save_lock(lock)
        except OSError as error:
            fail(f"{file} cannot be written: {error.strerror}. What was there is unchanged.")
        message(f"{_presets(len(lock.records))} locked in {file}.")
        return
    with quiet_plugins():
        lock = read_lock(file)
        found = changes(lock)
    if found:
        print_rows(Change._fields, found)
        fail(f"{file} does not fit what is installed. If that is right, run `{command(lock)}`.")
    message(f"{_presets(len(lock.records))} as {file} says.")


def _take(file: Path, names: list[str]) -> Lock:
    try:
        with quiet_plugins():
            return take_lock(file, names)
    except PresetLoadError as error:
        fail(f"{error} Or name the presets to lock. Nothing was written.")


def _presets(count: int) -> str:
    return "1 preset is" if count == 1 else f"{count} presets are"
