"""`oauth-presets check`: compare presets with what their providers publish."""

import queue
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from ..core.configuration import endpoints
from ..core.preset import Preset
from ..errors import OAuthPresetsError, VariableError
from ..registry.registry import default_registry
from ..util.atomic_write import write_atomically
from ._check_report import Row, as_object, cells, junit_xml
from .app import (
    Distribution,
    Json,
    app,
    complete_name,
    console,
    fail,
    message,
    owner,
    pairs,
    print_rows,
    quiet_plugins,
    to_json,
)

if TYPE_CHECKING:
    from ..metadata.checking import CheckResult

AT_ONCE = 8
"""Presets that are checked at the same time."""

EPILOG = (
    "Exit codes, the first that applies: 3 a preset differs; 4 a preset names an issuer that "
    "publishes nothing usable; 5 a provider is unreachable; 1 a preset does not load, or it could "
    "not be done at all; 2 wrong usage; 130 interrupted; 0 each preset matches, or names no issuer "
    "and its endpoints answer as they should."
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
        typer.Option("--set", metavar="KEY=VALUE", help="A variable of the URLs. Repeatable."),
    ] = None,
    distribution: Distribution = None,
    json: Json = False,
    junit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a JUnit report, too.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Connect to addresses that are not public.")
    ] = False,
    use_proxy: Annotated[
        bool, typer.Option("--use-proxy", help="Use the proxies that the environment names.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, max=300, metavar="SECONDS", help="For each preset, in all.")
    ] = 5.0,
) -> None:
    """Compare presets with what their providers publish, and probe those that publish nothing.

    No credential is sent, no redirect followed, no preset changed.
    """
    if bool(names) == all_:
        raise typer.BadParameter("give one NAME or more, or --all")
    if distribution is not None and all_:
        raise typer.BadParameter("--distribution says whose NAME is meant; it goes with no --all")
    if junit is not None and (junit.is_dir() or not junit.absolute().parent.is_dir()):
        raise typer.BadParameter(f"--junit: {junit} is no file in a folder that exists")
    given = pairs("--set", set_ or [])
    with quiet_plugins():
        rows = list(_named(names, distribution, given) if names else _everything(given))
    unused = sorted(set(given).difference(*(row.preset.variables for row in rows if row.preset)))
    if unused:
        raise VariableError(
            f"--set: none of these presets has a variable {unused[0]!a}. `oauth-presets show "
            "NAME` names those that a preset has.",
            variable=unused[0],
        )

    rows = _checked(rows, allow_private, use_proxy, timeout)
    if json:
        typer.echo(to_json([as_object(row) for row in rows]))
    else:
        print_rows(("name", "verdict", "evidence", "finding"), cells(rows))
    if junit is not None:
        try:
            write_atomically(junit, junit_xml(rows))
        except OSError as error:
            fail(f"{junit} cannot be written: {error.strerror}.")
    counts = Counter(row.verdict.replace("_", " ") for row in rows)
    total = "1 preset" if len(rows) == 1 else f"{len(rows)} presets"
    message(f"{total}: {', '.join(f'{n} {verdict}' for verdict, n in sorted(counts.items()))}.")
    raise typer.Exit(_exit_code(rows))


def _exit_code(rows: Iterable[Row]) -> int:
    wrong = {row.verdict for row in rows if row.ok is False}
    codes = {"differs": 3, "no_metadata": 4, "unreachable": 5, "broken": 1}
    return next((code for verdict, code in codes.items() if verdict in wrong), 0)


# -- what to check ---------------------------------------------------------------------------------


def _named(
    names: Iterable[str], distribution: str | None, given: Mapping[str, str]
) -> Iterator[Row]:
    """Yield the presets that were asked for; what cannot be checked is an error, before any is."""
    presets = [default_registry.get(name, distribution) for name in names]
    for name, preset in {preset.name: preset for preset in presets}.items():
        variables = _relevant(preset, given)
        endpoints(preset, variables)
        yield Row(name, owner(name, distribution).distribution, preset, variables)


def _everything(given: Mapping[str, str]) -> Iterator[Row]:
    """Yield every installed preset, and why where one cannot be checked."""
    for entry in default_registry.list():
        try:
            preset = default_registry.get(entry.name, entry.distribution)
        except OAuthPresetsError as error:
            yield Row(entry.name, entry.distribution, None, {}, "broken", str(error))
            continue
        row = Row(entry.name, entry.distribution, preset, _relevant(preset, given))
        try:
            endpoints(preset, row.variables)
        except VariableError as error:
            row = row._replace(verdict="skipped", reason=str(error))
        yield row


def _relevant(preset: Preset, given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name in preset.variables}


# -- checking --------------------------------------------------------------------------------------


def _checked(rows: list[Row], allow_private: bool, use_proxy: bool, timeout: float) -> list[Row]:
    """Check all, a few at a time, and show how far it is."""
    from rich.progress import Progress

    from ..metadata.checking import check
    from ..safe_http.transport import default_trust

    checking = partial(
        check,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=default_trust(),  # once for all
        timeout=timeout,
    )
    waiting: queue.SimpleQueue[Row] = queue.SimpleQueue()
    done: queue.SimpleQueue[Row | BaseException] = queue.SimpleQueue()
    finished = [row for row in rows if row.verdict]
    total = len(rows) - len(finished)
    for row in rows:
        if not row.verdict:
            waiting.put(row)
    # Daemons, unlike a pool's threads: Ctrl-C does not wait for the answers under way.
    for _ in range(min(AT_ONCE, total)):
        Thread(target=_work, args=(waiting, done, checking), daemon=True).start()
    shown = console(stderr=True)
    with Progress(console=shown, transient=True, disable=not shown.is_terminal) as progress:
        task = progress.add_task("Checking", total=total)
        for _ in range(total):
            outcome = done.get()
            if isinstance(outcome, BaseException):
                raise outcome
            finished.append(outcome)
            progress.advance(task)
    return sorted(finished, key=lambda row: (row.name, row.distribution))


def _work(
    waiting: "queue.SimpleQueue[Row]",
    done: "queue.SimpleQueue[Row | BaseException]",
    checking: "Callable[..., CheckResult]",
) -> None:
    try:
        while True:
            row = waiting.get_nowait()
            start = time.monotonic()
            result = checking(row.preset, row.variables)
            seconds = time.monotonic() - start
            done.put(row._replace(verdict=result.verdict, result=result, seconds=seconds))
    except queue.Empty:
        pass
    except BaseException as error:  # raised again where it is seen
        done.put(error)
