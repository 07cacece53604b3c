"""The origins of a configuration's values."""

from typing import NamedTuple


class Origin(NamedTuple):
    """The source of a value."""

    text: str
    """The source, for display."""
    argument: str = ""
    """The keyword argument that set it; empty if the preset did."""


def of_argument(name: str) -> Origin:
    """Return the origin of a value that an argument set."""
    return Origin(f"the argument {name}=", name)


FOR_REFRESH_TOKEN = Origin("the preset's way to ask for a refresh token")
