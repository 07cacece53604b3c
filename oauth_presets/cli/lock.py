"""`oauth-presets lock`: record the installed presets, and report what has changed since."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..audit.diff import Change, changes, compared
from ..errors import PresetLoadError
from ..lock import joined_lock, retake_lock, take_lock
from ..lockfile.file import LOCK_FILE, Lock, command, exclusive, read_lock, save_lock
from ..registry.registry import default_registry
from ._diff_report import print_changes
from ._output import counted, fail, message, quiet_plugins, to_json
from .app import app


@app.command("lock")
def lock_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="The presets to lock. By default those in the lock, or all if there is no lock.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if something changed.")
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help="Keep what the lock holds, and lock NAME too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Lock everything that is installed.")
    ] = False,
    distribution: Annotated[
        str | None,
        typer.Option(help="The package to lock from, if the names alone do not resolve to it."),
    ] = None,
    file: Annotated[Path, typer.Option(help="The lock file.")] = Path(LOCK_FILE),
    json: Annotated[bool, typer.Option("--json", help="With --check: print JSON.")] = False,
) -> None:
    """Record owner, version, endpoints, scopes and digest of the installed presets.

    The plugins of other packages are imported in separate processes; with --check, only those
    in the lock.
    """
    if check and (names or add or everything or distribution):
        raise typer.BadParameter("--check compares what is in the lock; drop the other arguments")
    if json and not check:
        raise typer.BadParameter("--json needs --check")
    if everything and (names or add or distribution):
        raise typer.BadParameter("--all locks everything; drop NAME, --add and --distribution")
    if (add or distribution) and not names:
        raise typer.BadParameter("--add and --distribution need a NAME")
    if check:
        _check(file, json)
        return
    with exclusive(file):
        _lock(file, names, add, everything, distribution)


# -- writing ---------------------------------------------------------------------------------------


def _lock(
    file: Path, names: list[str] | None, add: bool, everything: bool, distribution: str | None
) -> None:
    old = read_lock(file) if os.path.isfile(file) else None
    renewed = None if names or everything else old
    try:
        with quiet_plugins():
            lock = retake_lock(renewed) if renewed else take_lock(file, names, None, distribution)
    except PresetLoadError as error:
        is_selective = names or (renewed and renewed.names)
        hint = "" if is_selective else " Or name the presets to lock."
        fail(f"{error}{hint} Nothing was written.")
    if old and add:
        lock = joined_lock(old, lock)
    if old and (differences := compared(old, lock, default_registry)):
        print_changes(differences)
    try:
        save_lock(lock)
    except OSError as error:
        fail(f"Cannot write {file}: {error.strerror}. The old file is unchanged.")
    note = " again; --all locks everything that is installed" if renewed and lock.names else ""
    message(f"{counted(len(lock.records), 'preset')} locked in {file}{note}.")


# -- checking --------------------------------------------------------------------------------------


def _check(file: Path, json: bool) -> None:
    lock = read_lock(file)
    with quiet_plugins():
        differences = changes(lock, default_registry)
    count = len(lock.records)
    if json:
        from ._shapes import LockCheck, change_rows

        shape = LockCheck(lock=str(file), presets=count, changes=change_rows(differences))
        typer.echo(to_json(shape.plain()))
    elif differences:
        print_changes(differences)
    if differences:
        fail(f"{file} does not match what is installed. {_advice(lock, differences)}")
    message(f"{counted(count, 'preset')} {'matches' if count == 1 else 'match'} {file}.")


def _advice(lock: Lock, differences: Sequence[Change]) -> str:
    """Return the command that accepts the changes, and all that it would do."""
    broken = sorted({change.distribution for change in differences if change.kind == "broken"})
    if broken:
        return f"Presets that do not load cannot be locked: fix or uninstall {', '.join(broken)}."
    gone = [change for change in differences if change.kind == "gone"]
    if lock.names and len(gone) == len(lock.records):
        return "Nothing in it is installed: install it, or name the presets to lock."
    new = sorted({change.distribution for change in differences if change.kind == "new"})
    effects = [f"drops {len(gone)} that {'is' if len(gone) == 1 else 'are'} gone"] * bool(gone)
    effects += [f"TRUSTS the new presets of {', '.join(new)}"] * bool(new)
    clause = f", which {' and '.join(effects)}" if effects else ""
    return f"To accept all of this, run `{command(lock.path, default_registry.files)}`{clause}."
