"""Reads wheels without installing them: their distribution and the presets that they offer."""

import contextlib
import tempfile
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import NamedTuple

from ..core.names import fold
from ..core.offer import Offer
from ..errors import ArgumentError
from ..util.text import described
from .discovery import GROUP


class Wheel(NamedTuple):
    """An unpacked wheel.

    Attributes:
        distribution: its name.
        version: its version.
        offers: its presets, sorted by name.
    """

    distribution: str
    version: str
    offers: tuple[Offer, ...]


@contextlib.contextmanager
def unpacked(wheel: Path) -> Iterator[Path]:
    """Unpack a wheel into a temporary folder.

    Raises:
        ArgumentError: it is not a zip file, or is damaged.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(folder)
        except (OSError, RuntimeError, ValueError, zipfile.BadZipFile) as error:
            raise ArgumentError(f"Cannot unpack {wheel} as a wheel: {described(error)}.") from None
        yield Path(folder).resolve()


def read_wheel(wheel: Path, folder: Path) -> Wheel:
    """Read the metadata of an unpacked wheel. No module is imported.

    Args:
        wheel: the wheel, for error messages.
        folder: the folder that it was unpacked into.

    Raises:
        ArgumentError: it does not have exactly one readable .dist-info folder, or its entry points
            include a duplicate or invalid preset name.
    """
    infos = [*folder.glob("*.dist-info")]
    if len(infos) != 1:
        raise ArgumentError(f"{wheel} is not a wheel: it has {len(infos)} .dist-info folders.")
    name, _, version = infos[0].stem.partition("-")
    found: dict[str, Offer] = {}
    try:
        metadata = PathDistribution(infos[0])
        header = HeaderParser().parsestr(metadata.read_text("METADATA") or "")
        name, version = header.get("Name", name), header.get("Version", version)
        for point in metadata.entry_points:
            if point.group != GROUP:
                continue
            folded = fold(point.name)
            if folded in found:
                raise ValueError(f"two of its entry points are named {folded!r}")
            found[folded] = Offer(folded, name, version, point.value)
    except (OSError, ValueError) as error:
        raise ArgumentError(
            f"The entry points of {wheel} cannot be used: {described(error)}. "
            f"`oauth-presets validate {wheel}` says more."
        ) from None
    return Wheel(name, version, tuple(sorted(found.values())))
