"""The rows and filters of the table of presets."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from oauth_presets import Preset
from oauth_presets.registry.search_index import index

REFRESH = {"request": "on request", "always": "always", "never": "never", "unknown": "unknown"}
EVIDENCE = {"vendor_page": "vendor page", "catalogues": "catalogues", None: "none"}

REGIONS = {
    "Asia Pacific": {"ap", "fe"},
    "Australia": {"au"},
    "Canada": {"ca"},
    "China": {"cn", "china"},
    "Europe": {"be", "de", "emea", "es", "eu", "fr", "nl"},
    "Government": {"dod", "federal", "fedramp", "gov", "government", "usg"},
    "India": {"in"},
    "Japan": {"jp"},
    "Latin America": {"ar", "bo", "br", "cl", "co", "cr", "do", "ec", "la", "mx", "pa", "pe"},
    "Middle East": {"me", "sa"},
    "North America": {"na"},
    "United Kingdom": {"uk"},
    "United States": {"us"},
}
"""Region -> the words for it, in the values of a `choice` variable or at the end of a name."""


class Row(NamedTuple):
    """A preset in the table."""

    name: str
    title: str
    host: str
    categories: tuple[str, ...]
    pkce: str
    refresh: str
    registration: tuple[str, ...]
    evidence: str
    verified_on: str
    regions: tuple[str, ...]
    keywords: tuple[str, ...]
    hosts: tuple[str, ...]


class Filter(NamedTuple):
    """A filter of the table."""

    name: str
    label: str
    choices: tuple[tuple[str, str, int], ...]
    """Value in the URL, text, and number of presets."""


def row(preset: Preset) -> Row:
    """Return a preset's row in the table."""
    return Row(
        name=preset.name,
        title=preset.title,
        host=vendor_host(preset),
        categories=preset.categories,
        pkce=preset.pkce,
        refresh=REFRESH[preset.offline.mode],
        registration=tuple(way.replace("_", " ") for way in preset.registration),
        evidence=EVIDENCE[preset.evidence],
        verified_on=preset.verified_on.isoformat() if preset.verified_on else "",
        regions=regions(preset),
        keywords=preset.keywords,
        hosts=index()[preset.name].hosts,
    )


def vendor_host(preset: Preset) -> str:
    """Return the host where users sign in, with `*` for the parts that differ by tenant."""
    if preset.authorize_url.startswith("{"):
        return "your server"
    host = preset.authorize_url.partition("://")[2].partition("/")[0]
    for name, variable in preset.variables.items():
        default = variable.default or variable.example or ""
        value = variable.choices[default] if variable.kind == "choice" else "*"
        host = host.replace(f"{{{name}}}", value)
    return "your server" if host == "*" else host


def regions(preset: Preset) -> tuple[str, ...]:
    """Return the regions in the values of a preset's variables, or at the end of its name."""
    names = [key for variable in preset.variables.values() for key in variable.choices]
    if "_" in preset.name:
        names.append(preset.name.rpartition("_")[2])
    regions = set()
    for name in names:
        words = {*re.findall(r"[a-z]+", name.lower())}
        matching = {region for region, known in REGIONS.items() if words & known}
        regions |= {"Government"} if "Government" in matching else matching
    return tuple(sorted(regions))


def filters(rows: list[Row]) -> list[Filter]:
    """Return the filters of the table."""
    return [
        _filter("category", "Category", (word for row in rows for word in row.categories)),
        _filter("evidence", "Evidence", (row.evidence for row in rows)),
        _filter("pkce", "PKCE", (row.pkce for row in rows)),
        _filter("refresh", "Refresh token", (row.refresh for row in rows)),
        _filter("region", "Region", (word for row in rows for word in row.regions)),
        _filter("registration", "Registration", (w for row in rows for w in row.registration)),
    ]


def _filter(name: str, label: str, words: Iterable[str]) -> Filter:
    counted = sorted(Counter(words).items())
    return Filter(name, label, tuple((slug(word), word, count) for word, count in counted))


def slug(text: str) -> str:
    """Return a text in the form that the page's URL uses; catalogue.js has the same function."""
    return re.sub(r"\W+", "-", text.lower())
