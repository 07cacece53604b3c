"""`oauth-presets doctor`: is what is installed sound?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from ..core.preset import Preset
from ..errors import OAuthPresetsError
from ..registry.discovery import OWN_DISTRIBUTION, other_versions
from ..registry.isolated_loader import load_each
from ..registry.registry import PresetEntry, default_registry
from ._options import Json
from ._output import described, message, print_rows, quiet_plugins, to_json
from .app import app

FAILING = frozenset({"broken", "conflict", "stale", "unreadable"})
"""The kinds of findings that make the exit code 1."""


class Finding(NamedTuple):
    """One thing that is to be known of an installation."""

    kind: str
    name: str
    distribution: str
    finding: str


@app.command("doctor")
def doctor_command(
    max_age: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="DAYS", help="Report presets compared longer ago than this, or never."
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Name the presets of oauth-presets too.")
    ] = False,
    json: Json = False,
) -> None:
    """Load every installed preset and report what is wrong. Exits with 1 where something is.

    A conflict, a plugin that does not load, metadata that cannot be read or believed, and with
    --max-age a preset that is out of date are wrong. A shadowed name, a second version of a package
    and presets without a vendor's page are only named: somebody may mean it.

    The plugins of other packages are imported, in a process of their own.
    """
    entries = default_registry.list()
    with quiet_plugins():
        loaded = load_each(default_registry, entries)
    found = [*_of_names(entries), *_of_presets(entries, loaded, max_age)]
    found += [
        Finding("unreadable", "", problem.distribution, f"{problem.path!a}: {problem.reason}")
        for problem in default_registry.problems()
    ]
    found += [Finding("twice", "", *row) for row in other_versions()]
    findings = sorted({*found})
    distributions = _distributions(entries)
    if json:
        rows = [{**one._asdict(), "fails": one.kind in FAILING} for one in findings]
        typer.echo(to_json({"distributions": distributions, "findings": rows}))
    else:
        _print(distributions, findings, verbose)
    if any(finding.kind in FAILING for finding in findings):
        raise typer.Exit(1)


def _distributions(entries: Sequence[PresetEntry]) -> list[dict[str, Any]]:
    names: dict[tuple[str, str], set[str]] = {}
    for entry in entries:
        names.setdefault((entry.distribution, entry.version), set()).add(entry.name)
    return [
        {"distribution": distribution, "version": version, "presets": sorted(presets)}
        for (distribution, version), presets in sorted(names.items())
    ]


# -- what is found ---------------------------------------------------------------------------------


def _of_names(entries: Sequence[PresetEntry]) -> Iterator[Finding]:
    for entry in entries:
        if entry.shadowed:
            text = "oauth-presets offers the name itself; this one needs --distribution"
            yield Finding("shadowed", entry.name, entry.distribution, text)
        if entry.conflict:
            others = {e.distribution for e in entries if e.name == entry.name}
            who = " and ".join(sorted(others - {entry.distribution}))
            text = (
                f"offered by {who} too; each needs --distribution"
                if who
                else f"whether {OWN_DISTRIBUTION} offers it too is not known; needs --distribution"
            )
            yield Finding("conflict", entry.name, entry.distribution, text)


def _of_presets(
    entries: Sequence[PresetEntry],
    loaded: "Sequence[Preset | OAuthPresetsError]",
    max_age: int | None,
) -> Iterator[Finding]:
    sound: dict[str, list[Preset]] = {}
    for entry, preset in zip(entries, loaded, strict=True):
        if isinstance(preset, OAuthPresetsError):
            yield Finding("broken", entry.name, entry.distribution, described(preset))
            continue
        sound.setdefault(entry.distribution, []).append(preset)
        text = "" if max_age is None else _age(preset.verified_on, max_age)
        if text:
            yield Finding("stale", entry.name, entry.distribution, text)
    for distribution, presets in sound.items():
        text = _unproven(presets)
        if text:
            yield Finding("unproven", "", distribution, text)


def _age(compared: date | None, max_age: int) -> str:
    if compared is None:
        return "it does not say when its values were compared"
    age = (date.today() - compared).days
    if age < -1:  # somewhere it is tomorrow already
        return f"it says that its values were compared on {compared}, to come"
    if age > max_age:
        return f"its values were compared on {compared}, more than {max_age} days ago"
    return ""


def _unproven(presets: list[Preset]) -> str:
    """Say how many presets say of themselves that no page of the vendor's proves all of it."""
    catalogues = sum(preset.evidence == "catalogues" for preset in presets)
    fields = sum(bool(preset.unverified) for preset in presets)
    parts = [f"{catalogues} compared with other catalogues only"] * bool(catalogues)
    parts += [f"{fields} with fields that could not be compared"] * bool(fields)
    return f"of {len(presets)} presets, {' and '.join(parts)}" if parts else ""


# -- words -----------------------------------------------------------------------------------------


def _print(distributions: list[dict[str, Any]], findings: Sequence[Finding], verbose: bool) -> None:
    rows = []
    for row in distributions:
        presets = f"{len(row['presets'])}"
        if verbose or row["distribution"] != OWN_DISTRIBUTION:
            presets += f": {', '.join(row['presets'])}"
        rows.append((row["distribution"], row["version"], presets))
    print_rows(("distribution", "version", "presets"), rows)
    if not findings:
        message("Nothing is wrong.")
        return
    typer.echo("")
    print_rows(Finding._fields, findings)
    failing = sum(finding.kind in FAILING for finding in findings)
    if len(findings) == 1:
        message(f"1 finding, and it {'fails' if failing else 'does not fail'}.")
    else:
        fail = f"{failing} of them fail{'s' * (failing == 1)}" if failing else "none fails"
        message(f"{len(findings)} findings, {fail}.")
