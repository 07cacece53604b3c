"""Whether an installation is sound: every preset is loaded, every problem reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ..core.offer import OWN_DISTRIBUTION
from ..core.preset import Preset
from ..errors import OAuthPresetsError
from ..registry.discovery import other_versions
from ..registry.entry import PresetEntry
from ..registry.isolated_loader import NotCheckedError, load_each
from ..registry.registry import PresetRegistry

FAILING = frozenset({"broken", "conflict", "stale", "unchecked", "unreadable"})
"""The kinds of diagnoses that make the exit code 1."""


class Diagnosis(NamedTuple):
    """One thing to know about an installation. `name` is empty if it concerns more than one."""

    kind: str
    name: str
    distribution: str
    finding: str

    @property
    def fails(self) -> bool:
        """Whether it is an error, rather than a warning."""
        return self.kind in FAILING


class Offers(NamedTuple):
    """A distribution and the presets that it offers."""

    distribution: str
    version: str
    presets: tuple[str, ...]


class Report(NamedTuple):
    """What is installed, and what was found, both sorted."""

    distributions: tuple[Offers, ...]
    diagnoses: tuple[Diagnosis, ...]


def examine(registry: PresetRegistry, max_age: int | None = None) -> Report:
    """Load every preset of a registry and report what is wrong.

    Args:
        registry: the registry to examine.
        max_age: report presets that were verified longer ago than this many days, or never.
    """
    entries = registry.list()
    loaded = load_each(registry, entries)
    found = {*_shadowed(entries), *_conflicts(entries), *_presets(entries, loaded, max_age)}
    for problem in registry.problems():
        text = f"{problem.path!a}: {problem.reason}"
        found.add(Diagnosis("unreadable", "", problem.distribution, text))
    found |= {Diagnosis("twice", "", *row) for row in other_versions()}
    names = defaultdict(set)
    for entry in entries:
        names[entry.distribution, entry.version].add(entry.name)
    offers = (Offers(*owner, tuple(sorted(presets))) for owner, presets in names.items())
    return Report(tuple(sorted(offers)), tuple(sorted(found)))


def _shadowed(entries: Iterable[PresetEntry]) -> Iterator[Diagnosis]:
    names = defaultdict(list)
    for entry in entries:
        if entry.shadowed:
            names[entry.distribution].append(entry.name)
    for distribution, found in names.items():
        if len(found) == 1:
            text = "oauth-presets offers this name itself; use --distribution to get this one"
            yield Diagnosis("shadowed", found[0], distribution, text)
        else:
            text = (
                f"oauth-presets offers {len(found)} of its names itself; they need --distribution"
            )
            yield Diagnosis("shadowed", "", distribution, text)


def _conflicts(entries: Sequence[PresetEntry]) -> Iterator[Diagnosis]:
    for entry in entries:
        if entry.conflict:
            others = {e.distribution for e in entries if e.name == entry.name}
            who = " and ".join(sorted(others - {entry.distribution}))
            text = f"{who} offers it too; each needs --distribution" if who else (
                f"cannot tell whether {OWN_DISTRIBUTION} offers it too; it needs --distribution"
            )  # fmt: skip
            yield Diagnosis("conflict", entry.name, entry.distribution, text)


def _presets(
    entries: Sequence[PresetEntry],
    loaded: Sequence[Preset | OAuthPresetsError],
    max_age: int | None,
) -> Iterator[Diagnosis]:
    sound = defaultdict(list)
    for entry, preset in zip(entries, loaded, strict=True):
        if isinstance(preset, OAuthPresetsError):
            kind = "unchecked" if isinstance(preset, NotCheckedError) else "broken"
            yield Diagnosis(kind, entry.name, entry.distribution, str(preset))
            continue
        sound[entry.distribution].append(preset)
        text = "" if max_age is None else _age(preset.verified_on, max_age)
        if text:
            yield Diagnosis("stale", entry.name, entry.distribution, text)
    for distribution, presets in sound.items():
        text = _unproven(presets)
        if text:
            yield Diagnosis("unproven", "", distribution, text)


def _age(verified: date | None, max_age: int) -> str:
    if verified is None:
        return "its values have no verification date"
    age = (date.today() - verified).days
    if age < -1:  # tomorrow has begun in some time zones
        return f"its values are dated {verified}, in the future"
    if age > max_age:
        return f"its values were verified on {verified}, more than {max_age} days ago"
    return ""


def _unproven(presets: Sequence[Preset]) -> str:
    """Count the presets that are not, or not fully, proven by a page of the vendor."""
    catalogues = sum(preset.evidence == "catalogues" for preset in presets)
    fields = sum(bool(preset.unverified) for preset in presets)
    parts = [f"{catalogues} compared with other catalogues only"] * bool(catalogues)
    parts += [f"{fields} with fields that could not be compared"] * bool(fields)
    return f"of {len(presets)} presets, {' and '.join(parts)}" if parts else ""
