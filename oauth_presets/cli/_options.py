"""Options that several commands share."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ..registry.registry import default_registry


def complete_name(incomplete: str) -> list[str]:
    """Complete the name of a preset, from metadata alone."""
    names = {entry.name for entry in default_registry.list()}
    return sorted(name for name in names if name.startswith(incomplete.lower()))


Name = Annotated[
    str, typer.Argument(metavar="NAME", autocompletion=complete_name, help="The preset's name.")
]
Distribution = Annotated[
    str | None,
    typer.Option(help="The package to take the preset from, if several offer the name."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Connect to addresses that are not public.")
]
UseProxy = Annotated[
    bool, typer.Option("--use-proxy", help="Use the proxies set in the environment.")
]
AuthorizeParam = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY=VALUE", help="A parameter of the authorization URL. Repeatable."),
]


def pairs(option: str, texts: Iterable[str] | None) -> dict[str, str]:
    """Parse the values of a repeatable KEY=VALUE option."""
    values: dict[str, str] = {}
    for text in texts or ():
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise typer.BadParameter(f"expected KEY=VALUE, as in {option} tenant=contoso")
        if name in values:
            raise typer.BadParameter(f"{option}: {name!r} is repeated")
        values[name] = value
    return values
