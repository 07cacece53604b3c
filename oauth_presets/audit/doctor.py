"""Examines an installation: loads every preset and reports every problem."""

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
"""The kinds of diagnoses that are errors."""


class Diagnosis(NamedTuple):
    """An error or warning about an installation; without a `name` if it is not about one preset."""

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


class Examination(NamedTuple):
    """The installed presets and the diagnoses, both sorted."""

    distributions: tuple[Offers, ...]
    diagnoses: tuple[Diagnosis, ...]


def examine(registry: PresetRegistry, max_age: int | None = None) -> Examination:
    """Load every preset of a registry and report what is wrong.

    Args:
        registry: the registry to examine.
        max_age: report presets that were verified more than this many days ago, or never.
    """
    entries = registry.list()
    loaded = load_each(registry, entries)
    diagnoses = {*_shadowed(entries), *_conflicts(entries), *_presets(entries, loaded, max_age)}
    for problem in registry.problems():
        text = f"{problem.path!a}: {problem.reason}"
        diagnoses.add(Diagnosis("unreadable", "", problem.distribution, text))
    diagnoses |= {Diagnosis("twice", "", *row) for row in other_versions()}
    names = defaultdict(set)
    for entry in entries:
        names[entry.distribution, entry.version].add(entry.name)
    offers = (Offers(*owner, tuple(sorted(presets))) for owner, presets in names.items())
    return Examination(tuple(sorted(offers)), tuple(sorted(diagnoses)))


def _shadowed(entries: Iterable[PresetEntry]) -> Iterator[Diagnosis]:
    shadowed = defaultdict(list)
    for entry in entries:
        if entry.shadowed:
            shadowed[entry.distribution].append(entry.name)
    for distribution, names in shadowed.items():
        if len(names) == 1:
            name = names[0]
            text = "oauth-presets offers this name itself; use --distribution to get this one"
        else:
            name = ""
            text = (
                f"oauth-presets offers {len(names)} of its names itself; use --distribution to get "
                "them"
            )
        yield Diagnosis("shadowed", name, distribution, text)


def _conflicts(entries: Sequence[PresetEntry]) -> Iterator[Diagnosis]:
    for entry in entries:
        if entry.conflict:
            owners = {e.distribution for e in entries if e.name == entry.name}
            others = sorted(owners - {entry.distribution})
            verb = "offers" if len(others) == 1 else "offer"
            text = f"{' and '.join(others)} {verb} it too"
            if not others:
                text = f"cannot tell whether {OWN_DISTRIBUTION} offers it too"
            text += "; choose one with --distribution"
            yield Diagnosis("conflict", entry.name, entry.distribution, text)


def _presets(
    entries: Sequence[PresetEntry],
    loaded: Sequence[Preset | OAuthPresetsError],
    max_age: int | None,
) -> Iterator[Diagnosis]:
    loadable = defaultdict(list)
    for entry, preset in zip(entries, loaded, strict=True):
        if isinstance(preset, OAuthPresetsError):
            kind = "unchecked" if isinstance(preset, NotCheckedError) else "broken"
            yield Diagnosis(kind, entry.name, entry.distribution, str(preset))
            continue
        loadable[entry.distribution].append(preset)
        text = "" if max_age is None else _age(preset.verified_on, max_age)
        if text:
            yield Diagnosis("stale", entry.name, entry.distribution, text)
    for distribution, presets in loadable.items():
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
    """Count the presets with values that no vendor page proves."""
    catalogues = sum(preset.evidence == "catalogues" for preset in presets)
    fields = sum(bool(preset.unverified) for preset in presets)
    parts = [f"{catalogues} compared with other catalogues only"] * bool(catalogues)
    parts += [f"{fields} with fields that could not be compared"] * bool(fields)
    return f"of {len(presets)} presets, {' and '.join(parts)}" if parts else ""
