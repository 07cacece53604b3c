"""`oauth-presets doctor`: report the problems of an installation."""

from typing import Annotated

import typer

from ..audit.doctor import Diagnosis, Examination, examine
from ..core.offer import OWN_DISTRIBUTION
from ..registry.registry import default_registry
from ._options import Json
from ._output import counted, message, print_rows, quiet_plugins, to_json
from .app import app


@app.command("doctor")
def doctor_command(
    max_age: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="DAYS", help="Report presets verified longer ago than this, or never."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name the presets of oauth-presets too.")
    ] = False,
    json: Json = False,
) -> None:
    """Load every installed preset and report what is wrong. Exits with 1 if there are errors.

    Errors are conflicts, plugins that do not load, metadata that cannot be read or trusted and,
    with --max-age, presets that are out of date. Shadowed names, second versions of a package and
    presets without a vendor page are warnings, since they may be intended.

    The plugins of other packages are imported in separate processes.
    """
    with quiet_plugins():
        examination = examine(default_registry, max_age)
    if json:
        from ._shapes import DoctorReport

        typer.echo(to_json(DoctorReport.of(examination).plain()))
    else:
        _print(examination, verbose)
    if any(diagnosis.fails for diagnosis in examination.diagnoses):
        raise typer.Exit(1)


def _print(examination: Examination, verbose: bool) -> None:
    rows = []
    for distribution, version, presets in examination.distributions:
        text = f"{len(presets)}"
        if verbose or distribution != OWN_DISTRIBUTION:
            text += f": {', '.join(presets)}"
        rows.append((distribution, version, text))
    print_rows(("distribution", "version", "presets"), rows)
    if examination.diagnoses:
        typer.echo("")
        print_rows(Diagnosis._fields, examination.diagnoses)
    errors = sum(diagnosis.fails for diagnosis in examination.diagnoses)
    warnings = len(examination.diagnoses) - errors
    message(f"{counted(warnings, 'warning')}, {counted(errors, 'error')}.")
