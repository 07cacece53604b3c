"""`oauth-presets diff`: what an upgrade changes."""

from typing import Annotated

import typer

from ..audit.sides import INSTALLED, compare
from ..errors import OAuthPresetsError
from ..registry.registry import default_registry
from ._diff_report import markdown, print_changes, summary, versions
from ._options import Json
from ._output import described, message, quiet_plugins, to_json
from .app import app

EPILOG = (
    "Exit codes: 0 no preset differs; 1 some do; 2 a source is missing, damaged or not accepted, "
    "or wrong usage; 130 interrupted."
)
SOURCE = "A wheel, an exported file, a lock, or the word `installed`"


@app.command("diff", epilog=EPILOG)
def diff_command(
    old: Annotated[str, typer.Argument(metavar="OLD", help=f"{SOURCE}.")],
    new: Annotated[str, typer.Argument(metavar="[NEW]", help=f"{SOURCE}.")] = INSTALLED,
    json: Json = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print Markdown, for a pull request.")
    ] = False,
) -> None:
    """Show the changes from OLD to NEW, requests for more scopes first.

    `diff installed NEW.whl` shows what an upgrade changes. `diff OLD` compares OLD with what is
    installed now.

    Nothing is installed. The modules of wheels and, with `installed`, those of other packages run
    in separate processes. A wheel is compared with the presets of its own distribution, a lock of
    named presets with those presets.
    """
    if json and as_markdown:
        raise typer.BadParameter("--json and --markdown exclude each other")
    for source in dict.fromkeys((old, new)):
        if source.endswith(".whl"):
            message(f"Reading {source}: its modules run in a separate process.")
    try:
        with quiet_plugins():
            comparison = compare(old, new, default_registry)
    except OAuthPresetsError as error:
        message(f"Error: {described(error)}")
        raise typer.Exit(2) from None
    if json:
        from ._shapes import Diff

        typer.echo(to_json(Diff.of(comparison).plain()))
    elif as_markdown:
        typer.echo(markdown(comparison))
    elif comparison.changes:
        print_changes(comparison.changes)
    for line in versions(comparison):
        message(line)
    message(summary(comparison))
    if comparison.changes:
        raise typer.Exit(1)
