"""What the commands print, and where: results to stdout, everything else to stderr."""

import contextlib
import io
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from ..errors import OAuthPresetsError, PresetConflictError, VariableError

if TYPE_CHECKING:
    from rich.console import Console


class _OutputError(Exception):
    """Stdout could not be written. Not an OSError, which click handles in its own way."""


class _Stdout(io.FileIO):
    def write(self, data: Any) -> Any:
        try:
            return super().write(data)
        except OSError as error:
            raise _OutputError(error.strerror) from None


@contextlib.contextmanager
def checked_stdout() -> Iterator[None]:
    """Make any failure to write stdout an error: one line on stderr, exit code 1.

    With PYTHONUNBUFFERED, Python itself ignores that a write was cut short, so stdout is buffered
    here in any case and flushed at the end.
    """
    kept = sys.stdout
    if kept is None:  # closed by the caller: the next file to be opened would take its place
        fail("stdout is closed.")
    kept.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Stdout(1, "wb", closefd=False)),
        encoding=kept.encoding,
        errors=kept.errors,
        line_buffering=kept.isatty(),
    )
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except _OutputError as error:
        with open(os.devnull, "wb") as nowhere:  # takes what is still buffered
            os.dup2(nowhere.fileno(), 1)
        fail(f"The output could not be written: {error}.")
    finally:
        sys.stdout = kept


def message(text: str) -> None:
    """Write a line for a person, to stderr."""
    typer.echo(text, err=True)


def fail(text: str) -> NoReturn:
    """Write the reason for a failure to stderr, and exit with 1."""
    message(f"Error: {text}")
    raise SystemExit(1)


def described(error: OAuthPresetsError) -> str:
    """Return an error's message, with the options that a user of the command line needs."""
    if isinstance(error, VariableError):
        return (
            f"{error} On the command line, set variables with --set NAME=VALUE and parameters of "
            "the authorization URL with --authorize-param NAME=VALUE."
        )
    if isinstance(error, PresetConflictError) and error.hint:
        options = " or ".join(f"--distribution {owner}" for owner in error.owners)
        return f"{error.problem} Choose one with {options}."
    return str(error)


def to_json(value: Any) -> str:
    """Return indented JSON."""
    import json

    return json.dumps(value, indent=2, ensure_ascii=False)


def terminal(stderr: bool = False) -> "Console | None":
    """Return a rich console, or None unless the stream is a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    if stream is None or not stream.isatty():
        return None
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def print_rows(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print rows to stdout, below their headings; without headings the first column is bold.

    Unless stdout is a terminal, lines are neither wrapped nor decorated.
    """
    above = [heading.upper() for heading in headings]
    lines = [[*row] for row in rows]
    console = terminal()
    if console is None:
        _print_plain([above, *lines] if above else lines)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=bool(above), header_style="bold")
    for number, heading in enumerate(above or lines[0]):
        style = None if above or number else "bold"
        table.add_column(heading, overflow="fold", no_wrap=style is not None, style=style)
    for line in lines:
        table.add_row(*map(Text, line))
    console.print(table)


def _print_plain(rows: list[list[str]]) -> None:
    lines = [line for row in rows for line in zip_longest(*map(str.splitlines, row), fillvalue="")]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    text = (
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
    typer.echo("\n".join(text))  # at once: each echo flushes


@contextlib.contextmanager
def quiet_plugins() -> Iterator[None]:
    """Send what a plugin prints while it is imported to stderr: stdout holds only the result.

    Writes to the file descriptor and the output of child processes are included.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        with contextlib.suppress(OSError):  # stderr may be closed
            kept = os.dup(1)
            stack.callback(os.close, kept)
            stack.callback(os.dup2, kept, 1)
            os.dup2(2, 1)
        yield
