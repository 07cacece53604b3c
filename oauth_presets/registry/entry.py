"""One offer of a preset, as a registry shows it."""

from collections.abc import Sequence
from typing import NamedTuple

from ..core.offer import Offer
from ..errors import PresetLoadError


class PresetEntry(NamedTuple):
    """One offer of a preset, known from package metadata alone."""

    name: str
    """The name, folded."""
    distribution: str
    """Its owner; `"<application>"` if it was registered, `"file:NAME"` if it was loaded."""
    version: str
    """The distribution's version; empty if there is no package."""
    value: str
    """The entry point's value, `module:object`; empty if there is no package."""
    first_party: bool
    """Whether it is oauth-presets' own."""
    shadowed: bool
    """Whether oauth-presets offers the name itself, so that only `distribution=` reaches this."""
    conflict: bool
    """Whether several others offer the name, or oauth-presets may, since its own metadata was not
    found: only `distribution=` reaches any."""

    @property
    def offer(self) -> Offer:
        """The offer itself."""
        return Offer(self.name, self.distribution, self.version, self.value)

    @property
    def key(self) -> tuple[str, str]:
        """Name and distribution."""
        return self.name, self.distribution

    @property
    def by_name(self) -> bool:
        """Whether the name alone resolves to it."""
        return not self.shadowed and not self.conflict


def only(entries: Sequence[PresetEntry]) -> PresetEntry:
    """Return the one entry.

    Raises:
        PresetLoadError: there are several, of one distribution.
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
