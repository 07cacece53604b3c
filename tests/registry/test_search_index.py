"""Searching presets without importing any."""

import json
import sys

import pytest

from oauth_presets import list_presets
from oauth_presets.registry.search_index import Indexed, index, search

NAMES = {entry.name for entry in list_presets()}


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("google_drive", "google_drive"),
        ("Google Drive", "google_drive"),
        ("googledrive", "google_drive"),
        ("slack.com", "slack"),
        ("https://slack.com/oauth/v2/authorize?client_id=1", "slack"),
        ("www.figma.com", "figma"),
        ("github", "github"),
        ("gdrive", "google_drive"),
        ("x", "twitter"),
        ("https://drive.google.com/drive/my-drive", "google_drive"),
        ("contoso.sharepoint.com", "sharepoint"),
    ],
)
def test_best_match_comes_first(query: str, best: str) -> None:
    assert search(query, NAMES)[0] == best


@pytest.mark.parametrize("query", ["", " ", "-", "zzzzqqq", "https://nobody.invalid/x", "q"])
def test_nonsense_finds_nothing(query: str) -> None:
    assert search(query, NAMES) == []


def test_category_finds_its_presets() -> None:
    found = search("communication", NAMES)
    assert "slack" in found
    assert all("communication" in index()[name].categories for name in found)


def test_exact_words_rank_before_prefixes_and_substrings() -> None:
    entries = {
        "x_mail": Indexed("x_mail", "X Mail"),
        "twitter": Indexed("twitter", "Twitter", (), ("X",)),
        "xero": Indexed("xero", "Xero"),
        "exact": Indexed("exact", "Exact Online"),
    }
    index.cache_clear()
    try:
        index().update(entries)
        assert search("x", entries) == ["twitter"]
        assert search("xe", entries) == ["xero"]
        assert search("act", entries) == ["exact"]
        assert search("online exact", entries) == ["exact"]
    finally:
        index.cache_clear()


def test_third_party_names_are_found_without_the_index() -> None:
    assert search("acme", {"acme_drive", "slack"}) == ["acme_drive"]


def test_search_imports_no_preset(python: object) -> None:
    program = (
        "import json, sys; from oauth_presets.registry.search_index import search; "
        "search('slack', ['slack']); "
        "print(json.dumps([m for m in sys.modules if m.startswith('oauth_presets_catalog.')]))"
    )
    assert json.loads(python(program)) == []  # type: ignore[operator]
    assert sys.modules
