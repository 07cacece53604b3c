"""`oauth-presets check`: compare presets with what their providers publish."""

import queue
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from ..errors import ArgumentError, OAuthPresetsError, VariableError
from ..files import write_atomically
from ..registry import default_registry
from .app import (
    Distribution,
    Json,
    app,
    complete_name,
    console,
    fail,
    message,
    pairs,
    print_rows,
    quiet_plugins,
    to_json,
)

if TYPE_CHECKING:
    from ..metadata import CheckResult
    from ..preset import Preset

AT_ONCE = 8
"""Presets that are checked at the same time."""

EPILOG = (
    "Exit codes: 0 each preset matches, or its provider publishes no metadata and the endpoints "
    "answer as they should; 3 at least one differs; 4 none differs, at least one is unreachable; "
    "1 it could not be done, the reason is on stderr; 2 wrong usage; 130 interrupted."
)


class _Job(NamedTuple):
    name: str
    distribution: str
    preset: "Preset | None"
    variables: Mapping[str, str]
    reason: str
    """Why it is not checked, where it is not."""
    verdict: str = "skipped"
    """`skipped` or `broken`, where it is not checked."""


class _Row(NamedTuple):
    job: _Job
    result: "CheckResult | None"
    seconds: float

    @property
    def verdict(self) -> str:
        return self.job.verdict if self.result is None else self.result.verdict


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
        float,
        typer.Option(min=0.1, max=300, metavar="SECONDS", help="For each preset, in all."),
    ] = 5.0,
) -> None:
    """Compare presets with what their providers publish, and probe those that publish nothing.

    No credential is sent, no redirect followed, no preset changed.
    """
    if bool(names) == all_:
        raise typer.BadParameter("give one NAME or more, or --all")
    if junit is not None and not junit.absolute().parent.is_dir():
        raise typer.BadParameter(f"--junit: there is no folder {junit.absolute().parent}")
    given = pairs("--set", set_ or [])
    with quiet_plugins():
        jobs = list(_everything(given) if names is None else _named(names, distribution, given))
    unused = sorted(set(given).difference(*(job.preset.variables for job in jobs if job.preset)))
    if unused:
        raise VariableError(
            f"--set: none of these presets has a variable {unused[0]!a}. `oauth-presets show "
            "NAME` names those that a preset has.",
            variable=unused[0],
        )

    rows = _checked(jobs, allow_private, use_proxy, timeout)
    if junit is not None:
        _write_junit(junit, rows)
    if json:
        typer.echo(to_json([_object(row) for row in rows]))
    else:
        print_rows(("name", "verdict", "evidence", "finding"), _cells(rows))
    counts = Counter(row.verdict for row in rows)
    message(f"{len(rows)} presets: {', '.join(f'{n} {v}' for v, n in sorted(counts.items()))}.")
    for verdict, code in (("differs", 3), ("unreachable", 4), ("broken", 1)):
        if verdict in counts:
            raise typer.Exit(code)


# -- what to check ---------------------------------------------------------------------------------


def _named(
    names: Iterable[str], distribution: str | None, given: Mapping[str, str]
) -> Iterator[_Job]:
    """Yield the presets that were asked for; what cannot be checked is an error, before any is."""
    from ..build import endpoints

    for name in dict.fromkeys(names):
        preset = default_registry.get(name, distribution)
        variables = _relevant(preset, given)
        endpoints(preset, variables)
        owners = {
            e.distribution
            for e in default_registry.list()
            if e.name == preset.name and not e.shadowed
        }
        yield _Job(preset.name, distribution or min(owners), preset, variables, "")


def _everything(given: Mapping[str, str]) -> Iterator[_Job]:
    """Yield every installed preset, and why where one cannot be checked."""
    from ..build import endpoints

    for entry in default_registry.list():
        job = _Job(entry.name, entry.distribution, None, {}, "")
        try:
            preset = default_registry.get(entry.name, entry.distribution)
        except OAuthPresetsError as error:
            yield job._replace(reason=str(error), verdict="broken")
            continue
        variables = _relevant(preset, given)
        try:
            endpoints(preset, variables)
        except (VariableError, ArgumentError) as error:
            yield job._replace(preset=preset, variables=variables, reason=str(error))
        else:
            yield job._replace(preset=preset, variables=variables)


def _relevant(preset: "Preset", given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name in preset.variables}


# -- checking --------------------------------------------------------------------------------------


def _checked(jobs: list[_Job], allow_private: bool, use_proxy: bool, timeout: float) -> list[_Row]:
    """Check all, a few at a time, and show how far it is."""
    from httpx import create_ssl_context
    from rich.progress import Progress

    from ..metadata import check

    work: queue.SimpleQueue[_Job] = queue.SimpleQueue()
    done: queue.SimpleQueue[_Row | BaseException] = queue.SimpleQueue()
    rows = [_Row(job, None, 0) for job in jobs if job.reason]
    for job in jobs:
        if not job.reason:
            work.put(job)
    checking = partial(
        check,
        allow_private=allow_private,
        use_proxy=use_proxy,
        ssl_context=create_ssl_context(),  # once: to read the certificates takes a while
        timeout=timeout,
    )
    wanted = len(jobs) - len(rows)
    # Daemons, unlike a pool's threads: Ctrl-C does not wait for the answers under way.
    for _ in range(min(AT_ONCE, wanted)):
        Thread(target=_work, args=(work, done, checking), daemon=True).start()
    shown = console(stderr=True)
    with Progress(console=shown, transient=True, disable=not shown.is_terminal) as progress:
        task = progress.add_task("Checking", total=wanted)
        for _ in range(wanted):
            row = done.get()
            if isinstance(row, BaseException):
                raise row
            rows.append(row)
            progress.advance(task)
    return sorted(rows, key=lambda row: (row.job.name, row.job.distribution))


def _work(
    work: "queue.SimpleQueue[_Job]",
    done: "queue.SimpleQueue[_Row | BaseException]",
    checking: Any,
) -> None:
    try:
        while True:
            job = work.get_nowait()
            start = time.monotonic()
            result = checking(job.preset, job.variables)
            done.put(_Row(job, result, time.monotonic() - start))
    except queue.Empty:
        pass
    except BaseException as error:  # raised again where it is seen
        done.put(error)


# -- reporting -------------------------------------------------------------------------------------


def _cells(rows: Iterable[_Row]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        if row.result is None:
            yield row.job.name, row.verdict, "", row.job.reason
            continue
        first = (row.job.name, row.verdict.replace("_", " "), row.result.evidence)
        texts = [_sentence(*finding) for finding in row.result.findings] or [""]
        for position, text in enumerate(texts):
            yield *(first if position == 0 else ("", "", "")), text


def _sentence(field: str, preset: str, provider: str, severity: str, text: str) -> str:
    said = [f"preset {preset}"] if preset else []
    said += [f"provider {provider}"] if provider else []
    note = "note: " if severity == "note" else ""
    values = f" ({'; '.join(said)})" if said else ""
    return f"{note}{field}: {text}{values}"


def _object(row: _Row) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": row.job.name,
        "distribution": row.job.distribution,
        "variables": dict(row.job.variables),
        "verdict": row.verdict,
        "reason": row.job.reason,
        "evidence": "none",
        "source": "",
        "seconds": round(row.seconds, 3),
        "findings": [],
    }
    if row.result is not None:
        shown |= {"evidence": row.result.evidence, "source": row.result.source}
        shown["findings"] = [finding._asdict() for finding in row.result.findings]
    return shown


def _write_junit(path: Path, rows: list[_Row]) -> None:
    from xml.etree import ElementTree as ET

    counts = Counter(row.verdict for row in rows)
    suite = ET.Element(
        "testsuite",
        name="oauth-presets check",
        tests=str(len(rows)),
        failures=str(counts["differs"]),
        errors=str(counts["unreachable"] + counts["broken"]),
        skipped=str(counts["skipped"]),
        time=f"{sum(row.seconds for row in rows):.3f}",
    )
    kinds = {"differs": "failure", "unreachable": "error", "broken": "error", "skipped": "skipped"}
    for row in rows:
        case = ET.SubElement(
            suite, "testcase", classname=row.job.distribution, name=row.job.name,
            time=f"{row.seconds:.3f}",
        )  # fmt: skip
        findings = row.result.findings if row.result else ()
        text = "\n".join(_sentence(*finding) for finding in findings) or row.job.reason
        if row.verdict in kinds:
            outcome = ET.SubElement(case, kinds[row.verdict], message=row.verdict)
            outcome.text = text
        else:
            ET.SubElement(case, "system-out").text = f"{row.verdict}\n{text}"
    ET.indent(suite)
    try:
        write_atomically(path, ET.tostring(suite, encoding="unicode", xml_declaration=True) + "\n")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}.")
