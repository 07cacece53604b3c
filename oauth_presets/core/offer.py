"""Offers of presets, and their owners."""

import os
from typing import NamedTuple

OWN_DISTRIBUTION = "oauth-presets"

APPLICATION = "<application>"
"""The owner of presets that an application registers itself."""

_FILE = "file:"


class Offer(NamedTuple):
    """An entry point, or a preset of a file or of the application.

    `name` is folded. `version` and `value` (`module:object`) are empty unless a package offers it.
    """

    name: str
    distribution: str
    version: str = ""
    value: str = ""


def file_owner(path: "str | os.PathLike[str]", name: str | None = None) -> str:
    """Return the owner of a file's presets: `file:` and a name, by default the file's."""
    return _FILE + (name or os.path.basename(os.fspath(path)))


def is_file_owner(distribution: str) -> bool:
    """Tell whether an owner is a file."""
    return distribution.startswith(_FILE)
