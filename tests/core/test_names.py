"""Folding of preset names, and normalization of distribution names."""

import pytest

from oauth_presets.core.names import fold, folded_or_same, normalize_distribution


@pytest.mark.parametrize(
    "name", ["google_drive", "google-drive", "Google Drive", "GOOGLE.DRIVE", "google -_. drive"]
)
def test_spellings_fold_to_one_name(name: str) -> None:
    assert fold(name) == folded_or_same(name) == "google_drive"


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "_",
        "-a",
        "a-",
        " a",
        "a ",
        "a\n",
        "a\tb",
        "a/b",
        "a:b",
        "caf\xe9",
        "\u212aelvin",
        "g\u043eogle",
        "a\u200bb",
        "\u0661",
        "a" * 65,
    ],
)
def test_invalid_names_are_rejected(name: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        fold(name)
    assert str(caught.value) == (
        "a preset name is up to 64 ASCII letters, digits, '-', '_', '.' and spaces, beginning and "
        "ending with a letter or digit"
    )
    assert folded_or_same(name) == name


def test_longest_and_shortest_names_are_accepted() -> None:
    assert fold("a") == "a"
    assert fold("X Xero X") == "x_xero_x"
    assert fold("a" * 64) == "a" * 64


def test_distributions_compare_by_pep_503() -> None:
    assert normalize_distribution("OAuth_Presets--Acme.X") == "oauth-presets-acme-x"
    assert (
        normalize_distribution("oauth presets") == "oauth presets"
    )  # PEP 503 does not fold spaces
