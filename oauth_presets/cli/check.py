"""`oauth-presets check`: compare presets with what their providers publish."""

import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer

from ..audit.check_all import (
    Check,
    check_all,
    everything,
    exit_code,
    locked,
    missing_variables,
    named,
    nothing_reached,
)
from ..audit.variables import Variables, not_strings, read_variables
from ..core.names import folded_or_same
from ..errors import OAuthPresetsError, PresetConflictError, UnknownPresetError
from ..lockfile.file import read_lock
from ..registry.registry import default_registry
from ..util.atomic_write import write_atomically
from ..util.text import shown
from ._check_report import as_row, cells, junit_xml
from ._options import AllowPrivate, Distribution, Json, UseProxy, complete_name, pairs
from ._output import (
    counted,
    described,
    fail,
    message,
    print_rows,
    quiet_plugins,
    terminal,
    to_json,
)
from .app import app

EPILOG = (
    "Exit codes, the first that applies: 3 a preset differs; 4 a preset names an issuer that "
    "publishes nothing usable; 5 a provider is unreachable; 1 a preset does not load, or the "
    "command failed; 2 wrong usage; 130 interrupted; 0 each preset matches, or names no issuer and "
    "its endpoints respond as expected."
)


@app.command("check", epilog=EPILOG)
def check_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", autocompletion=complete_name, help="Presets."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Check every installed preset.")] = False,
    set_: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="A variable of the URLs, of one preset as NAME.KEY=VALUE. Repeatable.",
        ),
    ] = None,
    variables: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="A TOML or JSON file of variables. Without NAME, --all and --lock, its presets "
            "are checked.",
        ),
    ] = None,
    lock: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Check what this lock holds, or each NAME of it."),
    ] = None,
    distribution: Distribution = None,
    json: Json = False,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write a JUnit report.")
    ] = None,
    allow_private: AllowPrivate = False,
    use_proxy: UseProxy = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, max=300, metavar="SECONDS", help="Time limit per preset.")
    ] = 5.0,
) -> None:
    """Compare presets with what their providers publish, and probe those that publish nothing.

    No credentials are sent, no redirects followed, no presets changed. With --lock, presets are
    read from the lock: no plugin is imported.
    """
    if all_ and (names or lock):
        raise typer.BadParameter("--all checks every installed preset; drop NAME and --lock")
    if not (names or all_ or lock or variables):
        raise typer.BadParameter("expected at least one NAME, or --all, --lock or --variables")
    if distribution is not None and not names:
        raise typer.BadParameter("--distribution needs a NAME")
    if junit is not None and (junit.is_dir() or not junit.absolute().parent.is_dir()):
        raise typer.BadParameter(f"--junit: {junit} is not a file in an existing folder")
    tables = read_variables(variables) if variables else {}
    if variables and not tables:
        raise typer.BadParameter(f"--variables: {variables} contains no presets")
    values = Variables(pairs("--set", set_), tables)
    content = read_lock(lock) if lock else None
    chosen = names or ([] if all_ or content else [*tables])
    failed: dict[str, OAuthPresetsError] = {}
    with quiet_plugins():
        if content:
            checks, failed = locked(content, chosen, distribution, values)
        elif chosen:
            checks, failed = named(default_registry, chosen, distribution, values)
        else:
            checks = everything(default_registry, values)
        for name in sorted({*tables} - {check.name for check in checks} - {*failed}):
            try:
                default_registry.resolve(name)
            except UnknownPresetError as error:
                failed[name] = error
            except PresetConflictError:
                pass  # the name is known
    # Presets that were not named are skipped if values are refused or missing.
    explicit = checks if chosen or (content and content.names) else []
    problems = [
        *map(described, failed.values()),
        *_unknown_variables(values.unused, checks, failed),
        *(f"{check.name}: {text}" for check in explicit for text in check.refused),
        *(f"{shown(key)} has a value that is not a string." for key in not_strings(tables)),
        *_missing(explicit),
    ]
    if problems:
        fail("\n".join(dict.fromkeys(problems)))

    done = [check for check in checks if check.verdict]
    options = {"allow_private": allow_private, "use_proxy": use_proxy, "timeout": timeout}
    interrupted = _run(checks, done.append, **options)
    left = len(checks) - len(done)
    done.sort(key=lambda check: (check.name, check.distribution, [*check.variables.values()]))
    problem = _write_junit(junit, done)  # first, since printing to stdout may fail
    _print(done, left, json)
    if interrupted:
        message(f"Interrupted: {left} of {_amount(checks)} not checked.")
    if problem:
        fail(problem)
    raise typer.Exit(130 if interrupted else exit_code(done))


def _unknown_variables(
    unused: Iterable[str], checks: list[Check], failed: Iterable[str]
) -> Iterator[str]:
    """Yield a sentence on each variable that no preset has.

    Variables that may belong to a preset that was not found are left out.
    """
    not_found = {*failed}
    variables = {(c.name, name): None for c in checks if c.preset for name in c.preset.variables}
    for key in unused:
        owner, dot, _ = key.rpartition(".")
        if folded_or_same(owner) in not_found if dot else not_found:
            continue
        known = dict.fromkeys(
            f"{name}.{variable}" if dot else variable for name, variable in variables
        )
        near = get_close_matches(key, known)
        hint = "`oauth-presets show NAME` lists the variables of a preset."
        yield f"Unknown variable {shown(key)}. {f'Did you mean {near[0]!r}?' if near else hint}"


def _missing(checks: Iterable[Check]) -> Iterator[str]:
    """Yield a sentence on the missing variables of each preset."""
    missing: dict[str, dict[str, None]] = {}
    presets = {}
    for check in checks:
        if check.preset and check.missing:
            presets[check.name] = check.preset
            missing.setdefault(check.name, {}).update(dict.fromkeys(check.missing))
    for name, preset in presets.items():
        options = " ".join(f"--set {name}.{variable}=VALUE" for variable in missing[name])
        yield f"{missing_variables(preset, missing[name])} Add {options}"


def _run(checks: list[Check], add: Callable[[Check], None], **options: Any) -> bool:
    """Run the checks, with a progress bar on a terminal; return whether they were interrupted.

    SIGTERM, which ends a job that takes too long, has the effect of Ctrl-C: results are kept.
    """
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, _interrupt)
        running = check_all(checks, **options)
        console = terminal(stderr=True)
        if console is None:
            for check in running:
                add(check)
            return False
        from rich.progress import Progress

        total = sum(not check.verdict for check in checks)
        with Progress(console=console, transient=True) as progress:
            for check in progress.track(running, total=total, description="Checking"):
                add(check)
    except KeyboardInterrupt:
        return True
    return False


def _interrupt(*_: object) -> None:
    """End the checks. A second signal does not keep the results from being written.

    SIG_IGN would make Python warn about a signal that has arrived but is not handled yet.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    raise KeyboardInterrupt


def _write_junit(file: Path | None, done: list[Check]) -> str:
    """Write the JUnit report; return why it cannot be written, or an empty string."""
    try:
        if file is not None:
            write_atomically(file, junit_xml(done))
    except OSError as error:
        return f"{file} cannot be written: {error.strerror}."
    return ""


def _print(done: list[Check], left: int, json: bool) -> None:
    offline = nothing_reached(done)
    if offline:
        text = "Nothing could be reached: is this machine offline, or behind a proxy (--use-proxy)?"
        typer.echo(text, err=json)
    if json:
        from ._shapes import CheckReport

        report = CheckReport(
            nothing_reached=offline,
            not_checked=left,
            checks=tuple(as_row(check) for check in done),
        )
        typer.echo(to_json(report.plain()))
    elif done:
        print_rows(("name", "verdict", "evidence", "finding"), cells(done))
    counts = Counter(check.verdict.replace("_", " ") for check in done)
    if done:
        verdicts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items()))
        message(f"{_amount(done)}: {verdicts}.")


def _amount(checks: list[Check]) -> str:
    """Return the number of presets, or of checks if a preset is checked several times."""
    repeated = len({(check.name, check.distribution) for check in checks}) < len(checks)
    return counted(len(checks), "check" if repeated else "preset")
