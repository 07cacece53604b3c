"""`oauth-presets lock`: record what is trusted, and tell what has changed since."""

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
from ._output import fail, message, print_rows, quiet_plugins, to_json
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
    again = old is not None and not names and not everything
    try:
        with quiet_plugins():
            lock = retake_lock(old) if old and again else take_lock(file, names, None, distribution)
    except PresetLoadError as error:
        is_whole = not names and not (old and again and old.names)
        way_out = " Or name the presets to lock." if is_whole else ""
        fail(f"{error}{way_out} Nothing was written.")
    if old and add:
        lock = joined_lock(old, lock)
    found = compared(old, lock, default_registry) if old else ()
    if found:
        _print(found)
    try:
        save_lock(lock)
    except OSError as error:
        fail(f"Cannot write {file}: {error.strerror}. The old file is unchanged.")
    kept = " again; --all locks everything that is installed" if again and lock.names else ""
    message(f"{_presets(lock)} locked in {file}{kept}.")


# -- checking --------------------------------------------------------------------------------------


def _check(file: Path, json: bool) -> None:
    lock = read_lock(file)
    with quiet_plugins():
        found = changes(lock, default_registry)
    if json:
        from ._shapes import LockCheck, change_rows

        shape = LockCheck(lock=str(file), presets=len(lock.records), changes=change_rows(found))
        typer.echo(to_json(shape.plain()))
    elif found:
        _print(found)
    if found:
        fail(f"{file} does not match what is installed. {_advice(lock, found)}")
    message(f"{_presets(lock)} match{'es' * (len(lock.records) == 1)} {file}.")


def _advice(lock: Lock, found: Sequence[Change]) -> str:
    """Name the command that accepts the changes, and everything that it would do."""
    broken = sorted({change.distribution for change in found if change.kind == "broken"})
    if broken:
        return f"Presets that do not load cannot be locked: fix or uninstall {', '.join(broken)}."
    gone = [change for change in found if change.kind == "gone"]
    if lock.names and len(gone) == len(lock.records):
        return "Nothing in it is installed: install it, or name the presets to lock."
    new = sorted({change.distribution for change in found if change.kind == "new"})
    effects = [f"drops {len(gone)} that {'is' if len(gone) == 1 else 'are'} gone"] * bool(gone)
    effects += [f"TRUSTS the new presets of {', '.join(new)}"] * bool(new)
    what = f", which {' and '.join(effects)}" if effects else ""
    return f"To accept all of this, run `{command(lock.path, default_registry.files)}`{what}."


def _print(found: Sequence[Change]) -> None:
    rows = [(change.name, change.distribution, str(change)) for change in found]
    print_rows(("name", "distribution", "what"), rows)


def _presets(lock: Lock) -> str:
    count = len(lock.records)
    return "1 preset" if count == 1 else f"{count} presets"
