"""The commands and what they share: one console a stream, one way to end in an error."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .. import __version__
from ..errors import OAuthPresetsError
from ..names import normalize_distribution
from ..registry import PresetEntry, default_registry

app = typer.Typer(
    name="oauth-presets",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks could show what must not be seen
    context_settings={"help_option_names": ["-h", "--help"]},
    help="OAuth 2.0 provider presets: find one, read what is known of it, build a configuration.",
    epilog="Exit codes: 0 done, 1 could not be done (the reason is on stderr), 2 wrong usage, "
    "130 interrupted.",
)


def run() -> None:
    """Run the command line and exit the process."""
    from . import (  # noqa: F401 (each adds its command)
        build,
        check,
        doctor,
        export,
        listing,
        lock,
        login,
        new,
        show,
        validate,
    )

    try:
        app(prog_name="oauth-presets")
    except OAuthPresetsError as error:
        fail(str(error))


def console(stderr: bool = False) -> Console:
    """Return a console: as wide as the terminal, or unbounded where the output is not one."""
    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=4096)
    return made


def print_table(table: Table) -> None:
    """Print a table to stdout; where that is no terminal, without the blanks that fill lines."""
    out = console()
    if out.is_terminal:
        out.print(table)
        return
    with out.capture() as captured:
        out.print(table)
    for line in captured.get().splitlines():
        typer.echo(line.rstrip())


def print_rows(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print rows under headings."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading.upper(), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    print_table(table)


def message(text: str) -> None:
    """Write a line for a person, to stderr."""
    typer.echo(text, err=True)


def fail(text: str) -> NoReturn:
    """Say why it could not be done, and exit with 1."""
    message(f"Error: {text}")
    raise SystemExit(1)


@contextlib.contextmanager
def quiet_plugins() -> Iterator[None]:
    """Send what a plugin prints while it is imported to stderr: stdout holds only the result."""
    with contextlib.redirect_stdout(sys.stderr):
        yield


def complete_name(incomplete: str) -> list[str]:
    """Complete the name of a preset, from metadata alone."""
    names = {entry.name for entry in default_registry.list()}
    return sorted(name for name in names if name.startswith(incomplete.lower()))


def owner(name: str, distribution: str | None) -> PresetEntry:
    """Return who offers a preset that was found by these arguments."""
    entries = [entry for entry in default_registry.list() if entry.name == name]
    if distribution is None:
        return next(entry for entry in entries if not entry.shadowed)
    wanted = normalize_distribution(distribution)
    return next(e for e in entries if normalize_distribution(e.distribution) == wanted)


def pairs(option: str, given: list[str]) -> dict[str, str]:
    """Read repeated KEY=VALUE options."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"expected KEY=VALUE, as in {option} tenant=contoso")
        if name in found:
            raise typer.BadParameter(f"{name!r} is given twice")
        found[name] = value
    return found


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"oauth-presets {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    pass


Name = Annotated[
    str, typer.Argument(metavar="NAME", autocompletion=complete_name, help="The preset's name.")
]
Distribution = Annotated[
    str | None,
    typer.Option(help="Whose preset, where more than one package offers the name."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def to_json(value: Any) -> str:
    """Return indented JSON."""
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)
