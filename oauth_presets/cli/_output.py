"""Prints results to stdout, and everything else to stderr."""

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
    """Stdout could not be written. Click would catch an OSError."""


class _Stdout(io.FileIO):
    def write(self, data: Any) -> Any:
        try:
            return super().write(data)
        except OSError as error:
            raise _OutputError(error.strerror) from None


@contextlib.contextmanager
def checked_stdout() -> Iterator[None]:
    """Turn any failure to write to stdout into an error: one line on stderr, exit code 1.

    With PYTHONUNBUFFERED, Python ignores short writes. Stdout is therefore always buffered here,
    and flushed at the end.
    """
    original = sys.stdout
    if original is None:  # closed by the caller: the next file opened would get its descriptor
        fail("stdout is closed.")
    original.flush()
    sys.stdout = io.TextIOWrapper(
        io.BufferedWriter(_Stdout(1, "wb", closefd=False)),
        encoding=original.encoding,
        errors=original.errors,
        line_buffering=original.isatty(),
    )
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except _OutputError as error:
        with open(os.devnull, "wb") as devnull:  # for what is still buffered
            os.dup2(devnull.fileno(), 1)
        fail(f"The output could not be written: {error}.")
    finally:
        sys.stdout = original


def message(text: str) -> None:
    """Write a line for a person, to stderr."""
    typer.echo(text, err=True)


def fail(text: str) -> NoReturn:
    """Write an error to stderr, and exit with 1."""
    message(f"Error: {text}")
    raise SystemExit(1)


def described(error: OAuthPresetsError) -> str:
    """Return an error's message, with command-line options in place of Python arguments."""
    if isinstance(error, VariableError):
        return (
            f"{error} On the command line, set variables with --set NAME=VALUE and parameters of "
            "the authorization URL with --authorize-param NAME=VALUE."
        )
    if isinstance(error, PresetConflictError) and error.hint:
        options = " or ".join(f"--distribution {owner}" for owner in error.owners)
        return f"{error.problem} Choose one with {options}."
    return str(error)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural if need be."""
    return f"{number or 'no'} {noun}{'s' * (number != 1)}"


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
    """Print a table to stdout; without headings, its first column is bold.

    Lines are wrapped and styled only on a terminal.
    """
    header = [heading.upper() for heading in headings]
    body = [[*row] for row in rows]
    console = terminal()
    if console is None:
        _print_plain([header, *body] if header else body)
        return
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, show_header=bool(header), header_style="bold")
    for number, heading in enumerate(header or body[0]):
        style = None if header or number else "bold"
        table.add_column(heading, overflow="fold", no_wrap=style is not None, style=style)
    for row in body:
        table.add_row(*map(Text, row))
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
    """Redirect what plugins print while they are imported to stderr: stdout is for the result.

    This includes writes to the file descriptor, and the output of child processes.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.redirect_stdout(sys.stderr))
        with contextlib.suppress(OSError):  # stderr may be closed
            original = os.dup(1)
            stack.callback(os.close, original)
            stack.callback(os.dup2, original, 1)
            os.dup2(2, 1)
        yield
