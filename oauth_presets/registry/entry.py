"""One offer of a preset, as a registry lists it."""

from collections.abc import Sequence
from typing import NamedTuple

from ..core.offer import Offer
from ..errors import PresetLoadError


class PresetEntry(NamedTuple):
    """One offer of a preset, known from package metadata alone."""

    name: str
    """The folded name."""
    distribution: str
    """The owner; `"<application>"` if registered, `"file:NAME"` if loaded from a file."""
    version: str
    """The distribution's version; empty unless a package offers the preset."""
    value: str
    """The entry point's value, `module:object`; empty unless a package offers the preset."""
    first_party: bool
    """Whether oauth-presets itself offers it."""
    shadowed: bool
    """Whether oauth-presets offers the same name. Only `distribution=` reaches this entry."""
    conflict: bool
    """Whether several other packages offer the name, or oauth-presets may because its own metadata
    was not found. Only `distribution=` reaches any of them."""

    @property
    def offer(self) -> Offer:
        """The offer without what the registry decided."""
        return Offer(self.name, self.distribution, self.version, self.value)

    @property
    def key(self) -> tuple[str, str]:
        """Name and distribution."""
        return self.name, self.distribution

    @property
    def by_name(self) -> bool:
        """Whether the name alone resolves to this entry."""
        return not self.shadowed and not self.conflict


def only(entries: Sequence[PresetEntry]) -> PresetEntry:
    """Return the only entry.

    Raises:
        PresetLoadError: a distribution offers the name more than once.
    """
    entry = entries[0]
    if len(entries) > 1:
        raise PresetLoadError(
            f"The distribution {entry.distribution!r} offers the preset {entry.name!r} more than "
            "once, in different spellings of the name. Its author must remove one.",
            distribution=entry.distribution,
            entry_point=entry.name,
            reason="its distribution offers it more than once, in different spellings of the name",
        )
    return entry
