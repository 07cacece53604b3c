"""Find presets by what people type, without importing any.

The catalogue package brings an index of the first-party presets: name, title, categories, keywords
and hosts. Presets of other packages are found by their names.
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
    """What the index knows of one preset."""

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
    # By the package's loader, which knows zip files, and without importing the package.
    spec: Any = find_spec(CATALOGUE)
    data: bytes = spec.loader.get_data(os.path.join(os.path.dirname(spec.origin), INDEX))
    return data


def search(query: str, names: Iterable[str]) -> list[str]:
    """Return the names that a query finds, best first.

    A query may be a name, a title, a keyword, a category, a host or a URL. What it is exactly comes
    first, then what has words that begin with its words; only if there is neither, what contains
    it.

    Args:
        query: what somebody typed.
        names: the names to choose from, folded.
    """
    names = sorted({*names})
    host = _host(query)
    if not host:
        return _ranked(names, partial(_rank, _words(query)))
    found = _ranked(names, partial(_host_rank, host))
    # A host that no preset names may still say what it is: drive.google.com, acme.sharepoint.com.
    labels = host.split(".")[:-1]
    while not found and len("".join(labels)) > 3:
        found = _ranked(names, partial(_rank, _words(" ".join(labels))))
        del labels[0]
    return found


def _ranked(names: Iterable[str], rank: Callable[[Indexed], int]) -> list[str]:
    found: dict[int, list[str]] = {0: [], 1: [], 2: [], 3: []}
    for name in names:
        found[rank(index().get(name, Indexed(name)))].append(name)
    return found[1] + found[2] or found[3]


def _rank(wanted: list[str], entry: Indexed) -> int:
    if not wanted:
        return 0
    texts = [_words(t) for t in (entry.name, entry.title, *entry.keywords, *entry.categories)]
    if wanted in texts or "".join(wanted) in map("".join, texts):
        return 1
    words = [word for text in texts for word in text]
    if len(wanted[0]) > 1 and all(any(w.startswith(part) for w in words) for part in wanted):
        return 2
    joined = "".join(wanted)
    return 3 if len(joined) > 2 and any(joined in "".join(text) for text in texts) else 0


def _host_rank(host: str, entry: Indexed) -> int:
    for known in entry.hosts:
        if host == known:
            return 1
    ends = [known.removeprefix("*.") for known in entry.hosts]
    return 2 if any(_same_site(host, end) for end in ends) else 0


def _same_site(host: str, other: str) -> bool:
    shorter, longer = sorted((host, other), key=len)
    return f".{longer}".endswith(f".{shorter}") and shorter.count(".") >= 1


def _host(query: str) -> str:
    """Return the host of a URL or a host name; empty if the query is neither."""
    found = _HOST.match(query.strip().lower())
    return found[1] if found else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())
