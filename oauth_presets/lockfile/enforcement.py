"""Refuses offers and presets that differ from a lock, and names the command that accepts them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..core.offer import OWN_DISTRIBUTION, Offer
from ..errors import LockError
from .file import Lock, command
from .record import Difference, Record, differences
from .rendering import sentence

if TYPE_CHECKING:
    from ..core.preset import Preset

Files = Mapping[str, str]
"""Owner -> path of each loaded preset file."""


def admit_by_name(lock: Lock, offer: Offer, files: Files) -> None:
    """Refuse an offer if its name alone resolves to it now, but did not when it was locked.

    Raises:
        LockError: the lock has another owner for the name, or holds this offer for
            `distribution=` only.
    """
    owner = lock.owner(offer.name)
    if owner == offer.distribution:
        return
    if owner is not None:
        raise LockError(
            f"{lock.path} records {owner} as the owner of {offer.name!r}, but {owner} is not "
            f"installed or no longer offers it. Now {offer.distribution} does; it was not loaded. "
            f"To trust it, run `{_add(lock, offer, files)}`."
        )
    if (offer.name, offer.distribution) in lock.records:
        raise LockError(
            f"{lock.path} holds {offer.name!r} of {offer.distribution} for "
            f"distribution={offer.distribution!r} only, because the name alone did not resolve to "
            "it when it was locked. Pass distribution=, or, to accept the name alone, run "
            f"`{_add(lock, offer, files)}`."
        )


def admit(lock: Lock, offer: Offer, files: Files) -> None:
    """Refuse a preset, before it is imported, if it is not locked in this version.

    Raises:
        LockError: it is not in the lock, or is locked in another version.
    """
    record = lock.records.get((offer.name, offer.distribution))
    if record is None:
        raise LockError(
            f"The preset {offer.name!r} of {offer.distribution} is not in {lock.path} and was not "
            f"loaded. To trust it, run `{_add(lock, offer, files)}`."
        )
    if record.version != offer.version:
        raise _refusal(lock, offer, [Difference("version", record.version, offer.version)], files)


def verify(lock: Lock, offer: Offer, preset: "Preset", files: Files) -> None:
    """Compare a preset with its record.

    Raises:
        LockError: they differ.
    """
    record = lock.records[offer.name, offer.distribution]
    found = differences(record, Record.of(preset, offer, record.by_name))
    if found:
        raise _refusal(lock, offer, found, files)


def _refusal(lock: Lock, offer: Offer, found: Sequence[Difference], files: Files) -> LockError:
    return LockError(
        f"The preset {offer.name!r} of {offer.distribution} differs from {lock.path}: "
        f"{'; '.join(map(sentence, found))}. `{command(lock.path, files, '--check')}` shows "
        f"everything that changed; to accept it, run `{_add(lock, offer, files)}`."
    )


def _add(lock: Lock, offer: Offer, files: Files) -> str:
    owner = [] if offer.distribution == OWN_DISTRIBUTION else ["--distribution", offer.distribution]
    return command(lock.path, files, "--add", offer.name, *owner)
