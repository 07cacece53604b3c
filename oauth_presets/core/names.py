"""How names are compared: preset names by folding, distribution names by PEP 503."""

import re

NAME_RULE = (
    "up to 64 ASCII letters, digits, '-', '_', '.' and spaces, beginning and ending with a letter "
    "or digit"
)


def fold(name: str) -> str:
    """Return the canonical form of a preset name.

    Runs of `-`, `_`, `.` and space become one `_`; letters become lower case. Only ASCII is
    accepted, because a look-alike letter could imitate another name. PEP 503 does not fold spaces.

    Raises:
        ValueError: the name does not follow `NAME_RULE`.

    >>> fold("Google Drive"), fold("google-drive"), fold("GOOGLE.DRIVE")
    ('google_drive', 'google_drive', 'google_drive')
    """
    words = name.replace("-", " ").replace("_", " ").replace(".", " ")
    plain = words.isascii() and words.replace(" ", "").isalnum() and words == words.strip(" ")
    if not plain or len(name) > 64:
        raise ValueError(f"a preset name is {NAME_RULE}")
    return "_".join(words.lower().split())


def folded_or_same(name: str) -> str:
    """Return the canonical form of a preset name; a name that is not valid stays unchanged."""
    try:
        return fold(name)
    except ValueError:
        return name


def normalize_distribution(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it.

    >>> normalize_distribution("OAuth_Presets.Acme")
    'oauth-presets-acme'
    """
    normal = name.lower().replace("_", "-").replace(".", "-")
    return re.sub("-+", "-", normal) if "--" in normal else normal
