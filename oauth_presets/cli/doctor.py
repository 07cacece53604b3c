"""`oauth-presets doctor`: is what is installed sound?"""

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from ..errors import OAuthPresetsError
from ..registry import PresetEntry, default_registry
from .app import Json, app, message, print_rows, quiet_plugins, to_json


@app.command("doctor")
def doctor_command(
    max_age: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="DAYS", help="Report presets compared longer ago than this, or never."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Load every installed preset and report what is wrong. Exits with 1 where something is.

    A conflict, a plugin that does not load, metadata that cannot be read, and with --max-age a
    preset that is out of date are wrong. A shadowed name is only named: its author may mean it.
    """
    distributions: dict[str, dict[str, Any]] = {}
    findings: list[dict[str, str]] = []

    def find(kind: str, name: str, distribution: str, text: str) -> None:
        findings.append({"kind": kind, "name": name, "distribution": distribution, "finding": text})

    for entry in default_registry.list():
        row = distributions.setdefault(
            entry.distribution,
            {"distribution": entry.distribution, "version": entry.version, "presets": []},
        )
        row["presets"].append(entry.name)
        if entry.shadowed:
            find(
                "shadowed", entry.name, entry.distribution,
                "oauth-presets offers the name itself; this one needs distribution=",
            )  # fmt: skip
        if entry.conflict:
            find(
                "conflict", entry.name, entry.distribution,
                "other packages offer the name too; each needs distribution=",
            )  # fmt: skip
        kind, text = _load(entry, max_age)
        if kind:
            find(kind, entry.name, entry.distribution, text)
    for problem in default_registry.problems():
        find("unreadable", "", problem.distribution, f"{problem.path!a}: {problem.reason}")

    if json:
        typer.echo(to_json({"distributions": list(distributions.values()), "findings": findings}))
    else:
        _print(list(distributions.values()), findings)
    if any(finding["kind"] != "shadowed" for finding in findings):
        raise typer.Exit(1)


def _load(entry: PresetEntry, max_age: int | None) -> tuple[str, str]:
    """Return a kind of finding and what it is, both empty where there is none."""
    try:
        with quiet_plugins():
            preset = default_registry.get(entry.name, entry.distribution)
    except OAuthPresetsError as error:
        return "broken", str(error)
    if max_age is None:
        return "", ""
    if preset.verified_on is None:
        return "stale", "it does not say when its values were compared"
    if preset.verified_on < date.today() - timedelta(days=max_age):
        return "stale", f"its values were compared on {preset.verified_on.isoformat()}"
    return "", ""


def _print(distributions: list[dict[str, Any]], findings: list[dict[str, str]]) -> None:
    rows = [
        (row["distribution"], row["version"], str(len(row["presets"]))) for row in distributions
    ]
    print_rows(("distribution", "version", "presets"), rows)
    if findings:
        typer.echo("")
        print_rows(findings[0], [list(finding.values()) for finding in findings])
    else:
        message("Nothing is wrong.")
