"""The Typer application: loads the commands, and turns errors into exit codes."""

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from .._version import __version__
from ..errors import OAuthPresetsError
from ..registry.registry import default_registry
from ._output import checked_stdout, described, fail

app = typer.Typer(
    name="oauth-presets",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # its tracebacks could show secrets
    context_settings={"help_option_names": ["-h", "--help"]},
    help="OAuth 2.0 provider presets: find one, read what is known about it, build a "
    "configuration.",
    epilog="Exit codes: 0 success, 1 failure (the reason is on stderr), 2 wrong usage, "
    "130 interrupted.",
)

MODULES = {  # command -> the module that adds it
    "build": "build",
    "check": "check",
    "credentials": "credentials",
    "diff": "diff",
    "doctor": "doctor",
    "export": "export",
    "list": "listing",
    "lock": "lock",
    "login": "login",
    "new": "new",
    "readme": "readme",
    "schema": "schema",
    "show": "show",
    "validate": "validate",
}


def run() -> None:
    """Run the command line and exit the process."""
    with checked_stdout():
        # If the first argument is a command, only its module is imported.
        named = MODULES.get(sys.argv[1] if len(sys.argv) > 1 else "")
        completing = "_OAUTH_PRESETS_COMPLETE" in os.environ
        for module in [named] if named and not completing else MODULES.values():
            import_module(f".{module}", __package__)
        try:
            app(prog_name="oauth-presets")
        except OAuthPresetsError as error:
            fail(described(error))


def _version(requested: bool) -> None:
    if requested:
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
        typer.Option(
            metavar="[NAME=]FILE",
            help="Also use the presets of an exported file. Their owner is file:NAME, by default "
            "with the file's own name. Repeatable.",
        ),
    ] = None,
) -> None:
    for path in catalogue or ():
        name, equals, file = str(path).partition("=")
        if equals and name.isidentifier() and not path.exists():
            default_registry.load(file, name)
        else:
            default_registry.load(path)
