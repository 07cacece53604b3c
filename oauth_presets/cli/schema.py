"""`oauth-presets schema`: print JSON Schemas of exported files and of the commands' JSON."""

from enum import Enum
from typing import Annotated, Any

import typer

from ._output import to_json
from .app import app


class Kind(str, Enum):
    """The kinds of JSON that have a schema."""

    check = "check"
    diff = "diff"
    doctor = "doctor"
    explain = "explain"
    export = "export"
    list = "list"
    lock = "lock"
    show = "show"
    show_for = "show-for"
    validate = "validate"


@app.command("schema")
def schema_command(
    kind: Annotated[
        Kind,
        typer.Argument(
            metavar="[KIND]",
            help="check, diff, doctor, explain (`build --explain`), list, lock (`lock --check`), "
            "show, show-for (`show --for`), validate: what that command prints with --json. The "
            "default is export: exported files.",
        ),
    ] = Kind.export,
) -> None:
    """Print the JSON Schema of exported files, or of a command's --json."""
    typer.echo(to_json(schema_of(kind)))


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a kind."""
    from ..publishing.export import schema
    from ..registry.preset_file import FilePreset
    from ._shapes import shape_schema

    if kind is Kind.export:
        return schema()
    return schema(FilePreset) if kind is Kind.show else shape_schema(kind.value)
