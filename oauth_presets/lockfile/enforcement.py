"""What a registry with a lock refuses, and which command would make the lock accept it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import LockError
from ..lock import Lock, command
from ..registry.discovery import OWN_DISTRIBUTION, Offer
from .record import differences, record_of, was

if TYPE_CHECKING:
    from ..core.preset import Preset


def answering(lock: Lock, name: str) -> str | None:
    """Return the distribution that a look-up by name alone reaches, as the lock has it."""
    owners = (owner for (held, owner), record in lock.records.items() if held == name
              and record["by_name"])  # fmt: skip
    return next(owners, None)


def admit_by_name(lock: Lock, offer: Offer, owners: Iterable[str]) -> None:
    """Refuse an offer that a look-up by name alone came to, where the lock says otherwise.

    Raises:
        LockError: the lock has the name from somebody else, or this offer for `distribution=` only.
    """
    owner = answering(lock, offer.name)
    if owner == offer.distribution:
        return
    if owner is not None:
        raise LockError(
            f"In {lock.path} the preset {offer.name!r} is that of {owner}, which is not there or "
            f"offers it no more. Now {offer.distribution} answers the name, and was not loaded. If "
            f"that is right, run `{_adding(lock, offer, owners)}`."
        )
    if (offer.name, offer.distribution) in lock.records:
        raise LockError(
            f"{lock.path} holds the preset {offer.name!r} of {offer.distribution} for "
            f"distribution={offer.distribution!r} only: the name alone did not reach it when it "
            f"was locked. Say distribution=, or, if the name is to be enough now, run "
            f"`{_adding(lock, offer, owners)}`."
        )


def admit(lock: Lock, offer: Offer, owners: Iterable[str]) -> None:
    """Refuse, before any of it is imported, a preset that the lock does not hold as it is.

    Args:
        lock: the lock.
        offer: who offers the preset.
        owners: the files whose presets are known too.

    Raises:
        LockError: the preset is not in the lock, or is there with another version.
    """
    record = lock.records.get((offer.name, offer.distribution))
    if record is None:
        raise LockError(
            f"The preset {offer.name!r} of {offer.distribution} is not in {lock.path}, and was not "
            f"loaded. If it is to be trusted, run `{_adding(lock, offer, owners)}`."
        )
    if record["version"] != offer.version:
        found = [was("version", record["version"], offer.version)]
        raise _refusal(lock, offer, found, owners)


def verify(lock: Lock, offer: Offer, preset: "Preset", owners: Iterable[str]) -> None:
    """Refuse a preset that is not what the lock says.

    Raises:
        LockError: what differs.
    """
    record = lock.records[offer.name, offer.distribution]
    now = record_of(preset, offer.distribution, offer.version, record["by_name"])
    found = differences(record, now)
    if found:
        raise _refusal(lock, offer, found, owners)


def _refusal(lock: Lock, offer: Offer, found: list[str], owners: Iterable[str]) -> LockError:
    check = command(lock.path, owners, "--check")
    return LockError(
        f"The preset {offer.name!r} of {offer.distribution} is not what {lock.path} says: "
        f"{'; '.join(found)}. `{check}` shows all that changed; if this is right, run "
        f"`{_adding(lock, offer, owners)}`."
    )


def _adding(lock: Lock, offer: Offer, owners: Iterable[str]) -> str:
    whose = [] if offer.distribution == OWN_DISTRIBUTION else ["--distribution", offer.distribution]
    return command(lock.path, owners, "--add", offer.name, *whose)
