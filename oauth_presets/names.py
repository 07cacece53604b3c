"""How names are compared: preset names by folding, distribution names by PEP 503."""

import re

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?")

NAME_RULE = (
    "up to 64 ASCII letters, digits, '-', '_', '.' and spaces, beginning and ending with a letter "
    "or digit"
)


def fold(name: str) -> str:
    """Return the canonical form of a preset name.

    Runs of `-`, `_`, `.` and space become one `_`, letters become lower case. Only ASCII is
    accepted, so that no look-alike can stand for another name. PEP 503 does not fold spaces.

    Raises:
        ValueError: the name is not of the form that `NAME_RULE` says.

    >>> fold("Google Drive"), fold("google-drive"), fold("GOOGLE.DRIVE")
    ('google_drive', 'google_drive', 'google_drive')
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"a preset name is {NAME_RULE}")
    return re.sub(r"[-_. ]+", "_", name).lower()


def normalize_distribution(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it.

    >>> normalize_distribution("OAuth_Presets.Acme")
    'oauth-presets-acme'
    """
    return re.sub(r"[-_.]+", "-", name).lower()
