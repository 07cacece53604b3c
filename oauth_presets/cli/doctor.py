"""`oauth-presets doctor`: is what is installed sound?"""

from datetime import date
from typing import Annotated, Any

import typer

from ..apart import load_each
from ..discovery import OWN_DISTRIBUTION
from ..errors import OAuthPresetsError
from ..preset import Preset
from ..registry import default_registry
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

    A conflict, a plugin that does not load, metadata that cannot be read or believed, and with
    --max-age a preset that is out of date are wrong. A shadowed name is only named: its author may
    mean it.
    """
    distributions: dict[str, dict[str, Any]] = {}
    findings: list[dict[str, str]] = []

    def find(kind: str, name: str, distribution: str, text: str) -> None:
        row = {"kind": kind, "name": name, "distribution": distribution, "finding": text}
        if row not in findings:  # one distribution may offer one name twice
            findings.append(row)

    entries = default_registry.list()
    if not any(entry.first_party for entry in entries):
        find("broken", "", OWN_DISTRIBUTION, "its own metadata was not found, nor its presets")
    with quiet_plugins():
        loaded = load_each(default_registry, entries)
    for entry, preset in zip(entries, loaded, strict=True):
        row = distributions.setdefault(
            entry.distribution,
            {"distribution": entry.distribution, "version": entry.version, "presets": []},
        )
        if entry.name not in row["presets"]:
            row["presets"].append(entry.name)
        if entry.shadowed:
            find(
                "shadowed", entry.name, entry.distribution,
                "oauth-presets offers the name itself; this one needs distribution=",
            )  # fmt: skip
        if entry.conflict:
            others = [e.distribution for e in entries if e.name == entry.name and e is not entry]
            find(
                "conflict", entry.name, entry.distribution,
                f"offered by {' and '.join(others)} too; each needs distribution=",
            )  # fmt: skip
        kind, text = _judged(preset, max_age)
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


def _judged(preset: Preset | OAuthPresetsError, max_age: int | None) -> tuple[str, str]:
    """Return a kind of finding and what it is, both empty where there is none."""
    if isinstance(preset, OAuthPresetsError):
        return "broken", str(preset)
    if max_age is None:
        return "", ""
    if preset.verified_on is None:
        return "stale", "it does not say when its values were compared"
    age = (date.today() - preset.verified_on).days
    if age < -1:  # somewhere it is tomorrow already
        return "stale", f"it says that its values were compared on {preset.verified_on}, to come"
    if age > max_age:
        return (
            "stale",
            f"its values were compared on {preset.verified_on}, more than {max_age} days ago",
        )
    return "", ""


def _print(distributions: list[dict[str, Any]], findings: list[dict[str, str]]) -> None:
    rows = [
        (row["distribution"], row["version"], f"{len(row['presets'])}: {', '.join(row['presets'])}")
        for row in distributions
    ]
    print_rows(("distribution", "version", "presets"), rows)
    if findings:
        typer.echo("")
        print_rows(findings[0], [list(finding.values()) for finding in findings])
    else:
        message("Nothing is wrong.")
