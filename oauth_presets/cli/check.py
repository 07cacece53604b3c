"""`oauth-presets check`: compare presets with what their providers publish."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from ..audit.check_all import (
    Check,
    Variables,
    check_all,
    everything,
    exit_code,
    named,
    nothing_reached,
)
from ..errors import VariableError
from ..registry.registry import default_registry
from ..util.atomic_write import write_atomically
from ._check_report import as_object, cells, junit_xml
from ._options import AllowPrivate, Distribution, Json, UseProxy, complete_name, pairs
from ._output import fail, message, print_rows, quiet_plugins, terminal, to_json
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

    No credentials are sent, no redirects followed, no presets changed.
    """
    if bool(names) == all_:
        raise typer.BadParameter("give one NAME or more, or --all")
    if distribution is not None and all_:
        raise typer.BadParameter("--distribution needs a NAME; it excludes --all")
    if junit is not None and (junit.is_dir() or not junit.absolute().parent.is_dir()):
        raise typer.BadParameter(f"--junit: {junit} is not a file in an existing folder")
    variables = Variables(pairs("--set", set_))
    with quiet_plugins():
        if names:
            checks = named(default_registry, names, distribution, variables)
        else:
            checks = everything(default_registry, variables)
    _refuse_unused(variables)
    if names:
        _refuse_missing(checks)

    done = [check for check in checks if check.verdict]
    try:
        _run(
            checks,
            done.append,
            allow_private=allow_private,
            use_proxy=use_proxy,
            timeout=timeout,
        )
        code = exit_code(done)
    except KeyboardInterrupt:
        code = 130
    done.sort(key=lambda check: (check.name, check.distribution))
    _print(done, json)
    if junit is not None:
        try:
            write_atomically(junit, junit_xml(done))
        except OSError as error:
            fail(f"{junit} cannot be written: {error.strerror}.")
    if code == 130:
        message(f"Interrupted: {len(checks) - len(done)} of {_presets(len(checks))} not checked.")
    raise typer.Exit(code)


def _refuse_unused(variables: Variables) -> None:
    if variables.unused:
        key = variables.unused[0]
        raise VariableError(
            f"--set: none of these presets has a variable {key!a}. `oauth-presets show NAME` lists "
            "the variables of a preset.",
            variable=key,
        )


def _refuse_missing(checks: list[Check]) -> None:
    missing = [f"{check.name}.{variable}" for check in checks for variable in check.missing]
    if missing:
        reasons = " ".join(check.reason for check in checks if check.missing)
        options = " ".join(f"--set {key}=VALUE" for key in missing)
        fail(f"{reasons} Add {options}")


def _run(checks: list[Check], add: Callable[[Check], None], **options: Any) -> None:
    """Check all, with a progress bar on a terminal."""
    running = check_all(checks, **options)
    console = terminal(stderr=True)
    if console is None:
        for check in running:
            add(check)
        return
    from rich.progress import Progress

    total = sum(not check.verdict for check in checks)
    with Progress(console=console, transient=True) as progress:
        for check in progress.track(running, total=total, description="Checking"):
            add(check)


def _print(done: list[Check], json: bool) -> None:
    if nothing_reached(done):
        text = "Nothing could be reached: is this machine offline, or behind a proxy (--use-proxy)?"
        typer.echo(text, err=json)
    if json:
        typer.echo(to_json([as_object(check) for check in done]))
    elif done:
        print_rows(("name", "verdict", "evidence", "finding"), cells(done))
    counts = Counter(check.verdict.replace("_", " ") for check in done)
    if done:
        verdicts = ", ".join(f"{n} {verdict}" for verdict, n in sorted(counts.items()))
        message(f"{_presets(len(done))}: {verdicts}.")


def _presets(count: int) -> str:
    return "1 preset" if count == 1 else f"{count} presets"
