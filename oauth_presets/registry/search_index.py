"""Finds presets by name, title, keyword, category or host. No preset is imported.

The catalogue package contains an index of the first-party presets. Presets of other packages are
found by their names.
"""

import json
import os
import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.util import find_spec
from typing import Any, NamedTuple

CATALOGUE = "oauth_presets_catalog"
INDEX = "index.json"

_HOST = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d+)?(?:[/?#]|$)")


class Indexed(NamedTuple):
    """The index row of one preset."""

    name: str
    title: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@cache
def index() -> dict[str, Indexed]:
    """Return the index by name; empty if it cannot be read."""
    try:
        rows = json.loads(_read())
        return {
            name: Indexed(name, title, tuple(categories), tuple(keywords), tuple(hosts))
            for name, title, categories, keywords, hosts in rows
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _read() -> bytes:
    # By the package's loader, which can read zip files, and without importing the package.
    spec: Any = find_spec(CATALOGUE)
    data: bytes = spec.loader.get_data(os.path.join(os.path.dirname(spec.origin), INDEX))
    return data


def search(query: str, names: Iterable[str]) -> list[str]:
    """Return the names that match a query, best first.

    Exact matches come first, then presets with words that begin with the query's words. Presets
    that merely contain the query are returned only if nothing else matches.

    Args:
        query: a name, a title, a keyword, a category, a host or a URL.
        names: the names to choose from, folded.
    """
    names = sorted({*names})
    host = _host(query)
    if not host:
        return _ranked(names, partial(_rank, _words(query)))
    found = _ranked(names, partial(_host_rank, host))
    # The labels of an unknown host may name a product: drive.google.com, acme.sharepoint.com.
    labels = host.split(".")[:-1]
    while not found and len("".join(labels)) > 3:
        found = _ranked(names, partial(_rank, _words(" ".join(labels))))
        del labels[0]
    return found


def _ranked(names: Iterable[str], rank: Callable[[Indexed], int]) -> list[str]:
    by_rank: dict[int, list[str]] = {0: [], 1: [], 2: [], 3: []}
    for name in names:
        by_rank[rank(index().get(name, Indexed(name)))].append(name)
    return by_rank[1] + by_rank[2] or by_rank[3]


def _rank(query: list[str], entry: Indexed) -> int:
    """Return 1 for an exact match, 2 for beginnings of words, 3 for a part, 0 for no match."""
    if not query:
        return 0
    texts = [_words(t) for t in (entry.name, entry.title, *entry.keywords, *entry.categories)]
    joined = "".join(query)
    if query in texts or joined in map("".join, texts):
        return 1
    words = [word for text in texts for word in text]
    if len(query[0]) > 1 and all(any(w.startswith(part) for w in words) for part in query):
        return 2
    return 3 if len(joined) > 2 and any(joined in "".join(text) for text in texts) else 0


def _host_rank(host: str, entry: Indexed) -> int:
    if host in entry.hosts:
        return 1
    ends = [known.removeprefix("*.") for known in entry.hosts]
    return 2 if any(_same_site(host, end) for end in ends) else 0


def _same_site(host: str, other: str) -> bool:
    shorter, longer = sorted((host, other), key=len)
    return f".{longer}".endswith(f".{shorter}") and shorter.count(".") >= 1


def _host(query: str) -> str:
    """Return the host if the query is a host or a URL, else an empty string."""
    found = _HOST.match(query.strip().lower())
    return found[1] if found else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
