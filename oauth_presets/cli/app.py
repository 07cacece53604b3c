"""The commands and what they share: one console a stream, one way to end in an error."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .._version import __version__
from ..core.names import normalize_distribution
from ..errors import OAuthPresetsError, VariableError
from ..registry.registry import PresetEntry, default_registry

app = typer.Typer(
    name="oauth-presets",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks could show what must not be seen
    context_settings={"help_option_names": ["-h", "--help"]},
    help="OAuth 2.0 provider presets: find one, read what is known of it, build a configuration.",
    epilog="Exit codes: 0 done, 1 could not be done (the reason is on stderr), 2 wrong usage, "
    "130 interrupted.",
)


MODULES = {  # command -> the module that adds it
    "build": "build",
    "check": "check",
    "doctor": "doctor",
    "export": "export",
    "list": "listing",
    "lock": "lock",
    "login": "login",
    "new": "new",
    "schema": "export",
    "show": "show",
    "validate": "validate",
}


def run() -> None:
    """Run the command line and exit the process."""
    # A command that is named first is imported alone; to help or to complete, all are.
    named = MODULES.get(sys.argv[1] if len(sys.argv) > 1 else "")
    completing = "_OAUTH_PRESETS_COMPLETE" in os.environ
    for module in [named] if named and not completing else sorted({*MODULES.values()}):
        import_module(f".{module}", __package__)
    try:
        app(prog_name="oauth-presets")
    except VariableError as error:
        fail(
            f"{error} On the command line a variable is --set NAME=VALUE, a parameter of the "
            "authorization URL --authorize-param NAME=VALUE."
        )
    except OAuthPresetsError as error:
        fail(as_options(str(error)))


def as_options(text: str) -> str:
    """Return an error's text with the option of the command line where it names the argument."""
    return re.sub(
        r"\bdistribution=(?:'([^']*)')?",
        lambda found: f"--distribution {found[1] or ''}".rstrip(),
        text,
    )


def console(stderr: bool = False) -> Console:
    """Return a console: as wide as the terminal, or unbounded where the output is not one."""
    made = Console(stderr=stderr, highlight=False, markup=False, emoji=False)
    if not made.is_terminal:
        made = Console(stderr=stderr, highlight=False, markup=False, emoji=False, width=4096)
    return made


def print_rows(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print rows to stdout, under headings where there are any; the first column is bold else."""
    above = [heading.upper() for heading in headings]
    lines = [[*row] for row in rows]
    out = console()
    if not out.is_terminal:
        _print_plain([above, *lines] if above else lines)
        return
    table = Table(box=None, pad_edge=False, show_header=bool(above), header_style="bold")
    for number, heading in enumerate(above or lines[0]):
        style = None if above or number else "bold"
        table.add_column(heading, overflow="fold", no_wrap=style is not None, style=style)
    for line in lines:
        table.add_row(*map(Text, line))
    out.print(table)


def _print_plain(rows: list[list[str]]) -> None:
    # For a program to read: no line is broken, and none ends in blanks.
    lines = [line for row in rows for line in zip_longest(*map(str.splitlines, row), fillvalue="")]
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [set_cell_size(cell, width) for cell, width in zip(line, widths, strict=True)]
        typer.echo("  ".join(cells).rstrip())


def message(text: str) -> None:
    """Write a line for a person, to stderr."""
    typer.echo(text, err=True)


def fail(text: str) -> NoReturn:
    """Say why it could not be done, and exit with 1."""
    message(f"Error: {text}")
    raise SystemExit(1)


@contextlib.contextmanager
def quiet_plugins() -> Iterator[None]:
    """Send what a plugin prints while it is imported to stderr: stdout holds only the result.

    What it writes to the file descriptor, or a program that it starts prints, goes there too.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        with contextlib.suppress(OSError):  # one of them may be closed
            kept = os.dup(1)
            stack.callback(os.close, kept)
            stack.callback(os.dup2, kept, 1)
            os.dup2(2, 1)
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
    catalogue: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Use the presets of an exported file too. Repeatable."),
    ] = None,
) -> None:
    for path in catalogue or ():
        default_registry.load(path)


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
