"""`oauth-presets show`: print everything that is known about a preset."""

from collections.abc import Iterator
from typing import Annotated

import typer

from ..core.description import (
    client_lines,
    endpoint_lines,
    request_lines,
    scope_text,
    source_lines,
    variable_text,
)
from ..core.preset import Preset
from ..registry.registry import default_registry
from ._options import Distribution, Json, Name
from ._output import print_rows, quiet_plugins, to_json
from .app import app

PLACEHOLDER = "<your redirect URI>"
"""The default redirect URI in the setup steps."""

Rows = Iterator[tuple[str, str]]


@app.command("show")
def show_command(
    name: Name,
    distribution: Distribution = None,
    redirect_uri: Annotated[
        str, typer.Option(help="The redirect URI to show in the setup steps.")
    ] = PLACEHOLDER,
    target: Annotated[
        str | None,
        typer.Option("--for", metavar="TARGET", help="Show what a client library cannot carry."),
    ] = None,
    json: Json = False,
) -> None:
    """Show everything that is known about a preset, and who offers it.

    --json prints `distribution`, `version`, `first_party` and `preset`, like a row of
    `oauth-presets export` but with every field. With --for, it prints a list of `fact`, `impact`
    (`breaks` or `degrades`) and `text`. `oauth-presets schema` describes both.
    """
    with quiet_plugins():
        preset = default_registry.get(name, distribution)
    if target is not None:
        _show_lost(preset, target, json)
        return
    entry = default_registry.resolve(name, distribution)
    if json:
        from ..registry.preset_file import FilePreset

        typer.echo(to_json(FilePreset.of(entry, preset).model_dump(mode="json")))
        return
    owner = f"{entry.distribution} {entry.version}".strip()
    print_rows((), [*_rows(preset, redirect_uri), ("Owner", owner)])


def _show_lost(preset: Preset, target: str, json: bool) -> None:
    """Print the requirements of a preset, with example values, that a target cannot carry."""
    from ..integrations import lost_for
    from ..publishing.rules import example

    lost = lost_for(example(preset), target)
    if json:
        from ._shapes import Lost

        typer.echo(to_json([Lost(**need._asdict()).plain() for need in lost]))
    elif lost:
        print_rows(("impact", "what is lost"), ((need.impact, need.text) for need in lost))
    else:
        typer.echo(f"{target} carries everything that {preset.title} needs.")


def _rows(preset: Preset, redirect_uri: str) -> Rows:
    yield "Name", preset.name
    yield "Title", preset.title
    if preset.categories:
        yield "Categories", ", ".join(preset.categories)
    if preset.keywords:
        yield "Keywords", ", ".join(preset.keywords)
    yield from endpoint_lines(preset)
    yield from _scope_rows(preset)
    yield from request_lines(preset)
    for name, variable in preset.variables.items():
        yield "Variable", f"{name}: {variable_text(variable)}"
    yield from client_lines(preset)
    for number, step in enumerate(preset.setup, 1):
        text = step.replace("{redirect_uri}", redirect_uri)
        yield "Setup" if number == 1 else "", f"{number}. {text}"
    yield from source_lines(preset)


def _scope_rows(preset: Preset) -> Rows:
    label = "Default scopes"
    if not preset.scopes:
        yield label, "none"
    for scope in preset.scopes:
        yield label, scope_text(preset, scope)
        label = ""
    for name, scopes in preset.scope_sets.items():
        yield f"Scope set {name}", " ".join(scopes) or "none"
    others = [scope for scope in preset.scope_descriptions if scope not in preset.scopes]
    for number, scope in enumerate(others):
        yield "" if number else "Other scopes", scope_text(preset, scope)
