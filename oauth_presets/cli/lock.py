"""`oauth-presets lock`: record what is trusted, and tell what has changed since."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from ..audit.diff import Change, changes, compared
from ..errors import PresetLoadError
from ..lock import (
    LOCK_FILE,
    Lock,
    command,
    joined_lock,
    lock_there,
    read_lock,
    retake_lock,
    save_lock,
)
from ..lock import take_lock as take
from ..registry.registry import default_registry
from ._output import fail, message, print_rows, quiet_plugins, to_json
from .app import app


@app.command("lock")
def lock_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME",
            help="The presets to lock. Without: those that the lock holds, or all where there is "
            "no lock.",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 where something changed.")
    ] = False,
    add: Annotated[
        bool, typer.Option("--add", help="Keep what the lock holds, and lock NAME too.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Lock everything that is installed.")
    ] = False,
    distribution: Annotated[
        str | None,
        typer.Option(help="Whose presets, where the names alone do not reach them."),
    ] = None,
    file: Annotated[Path, typer.Option(help="The lock file.")] = Path(LOCK_FILE),
    json: Annotated[bool, typer.Option("--json", help="With --check: print JSON.")] = False,
) -> None:
    """Record owner, version, endpoints, scopes and digest of the installed presets.

    The plugins of other packages are imported, in a process of their own. With --check, only those
    that the lock holds.
    """
    if check and (names or add or everything or distribution):
        raise typer.BadParameter("--check compares what the lock holds; give nothing else with it")
    if json and not check:
        raise typer.BadParameter("--json goes with --check")
    if everything and (names or add or distribution):
        raise typer.BadParameter("--all locks everything; give no NAME, --add or --distribution")
    if (add or distribution) and not names:
        raise typer.BadParameter("--add and --distribution go with a NAME")
    if check:
        _check(file, json)
    else:
        _lock(file, names, add, everything, distribution)


# -- writing ---------------------------------------------------------------------------------------


def _lock(
    file: Path, names: list[str] | None, add: bool, everything: bool, distribution: str | None
) -> None:
    there = lock_there(file)
    again = there is not None and not names and not everything
    try:
        with quiet_plugins():
            lock = retake_lock(there) if there and again else take(file, names, None, distribution)
    except PresetLoadError as error:
        is_whole = not names and not (there and again and there.names)
        way_out = " Or name the presets to lock." if is_whole else ""
        fail(f"{error}{way_out} Nothing was written.")
    if there and add:
        lock = joined_lock(there, lock)
    found = compared(there, lock) if there else ()
    if found:
        _print(found)
    try:
        save_lock(lock)
    except OSError as error:
        fail(f"{file} cannot be written: {error.strerror}. What was there is unchanged.")
    count = len(lock.records)
    if again and lock.names:
        held = "the preset that it holds" if count == 1 else f"the {count} presets that it holds"
        message(f"Locked anew in {file}: {held}. --all locks everything that is installed.")
    else:
        message(f"{_presets(count)} locked in {file}.")


# -- checking --------------------------------------------------------------------------------------


def _check(file: Path, json: bool) -> None:
    with quiet_plugins():
        lock = read_lock(file)
        found = changes(lock)
    if json:
        rows = [change._asdict() for change in found]
        content = {"lock": str(file), "presets": len(lock.records), "changes": rows}
        typer.echo(to_json(content))
    elif found:
        _print(found)
    if found:
        fail(f"{file} does not fit what is installed. {_advice(lock, found)}")
    message(f"{_presets(len(lock.records))} as {file} says.")


def _advice(lock: Lock, found: Sequence[Change]) -> str:
    """Say which command accepts what was found, and all that it would do."""
    broken = sorted({change.distribution for change in found if change.kind == "broken"})
    if broken:
        return f"What does not load cannot be locked: mend or uninstall {', '.join(broken)} first."
    gone = [change for change in found if change.kind == "gone"]
    if lock.names and len(gone) == len(lock.records):
        return "Nothing that it holds is installed any more: install it, or name what to lock."
    new = sorted({change.distribution for change in found if change.kind == "new"})
    are = "is" if len(gone) == 1 else "are"
    also = [f"drops the {len(gone)} that {are} gone"] * bool(gone)
    also += [f"TRUSTS what is new, of {', '.join(new)}"] * bool(new)
    what = f", which {' and '.join(also)}" if also else ""
    owners = [entry.distribution for entry in default_registry.list()]
    return f"If all of that is right, run `{command(lock.path, owners)}`{what}."


def _print(found: Sequence[Change]) -> None:
    headings = ("name", "distribution", "what")
    print_rows(headings, [[getattr(change, field) for field in headings] for change in found])


def _presets(count: int) -> str:
    return "1 preset is" if count == 1 else f"{count} presets are"
