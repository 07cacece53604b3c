"""The report of `oauth-presets diff`: its summary, and Markdown for a pull request."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ..audit.diff import Change
from ..audit.sides import Comparison


def versions(found: Comparison) -> Iterator[str]:
    """Yield a line for each distribution that has another version on each side."""
    for distribution, was, now in found.versions:
        yield f"{distribution}: {was or 'not there'} -> {now or 'not there'}"


def summary(found: Comparison) -> str:
    """Return how many presets differ, and how."""
    kinds = {(change.name, change.distribution): change.kind for change in found.changes}
    if not kinds:
        return "No preset differs."
    counts = Counter(kinds.values())
    parts = [f"{number} {kind}" for kind, number in sorted(counts.items())]
    more = {(change.name, change.distribution) for change in found.changes if change.asks_for}
    parts += [f"{len(more)} asking for more"] * bool(more)
    verb = "presets differ" if len(kinds) > 1 else "preset differs"
    return f"{len(kinds)} {verb}: {', '.join(parts)}."


def markdown(found: Comparison) -> str:
    """Return a comparison for a comment on a pull request.

    Whatever stands in a preset is shown as code: it makes no link, image or mention.
    """
    blocks = [f"**{summary(found)}**"]
    blocks += ["\n".join(f"- {_code(line)}" for line in versions(found))] * bool(found.versions)
    more = [change for change in found.changes if change.asks_for]
    rest = [change for change in found.changes if not change.asks_for]
    if more:
        rows = [[*_whose(c), _code(c.field), _code(json.dumps(c.asks_for))] for c in more]
        blocks.append("### Asks for more\n\n" + _table(("field", "scopes"), rows))
    changed = [change for change in [*more, *rest] if change.kind == "changed"]
    if changed:
        rows = [[*_whose(c), _code(c.field), _value(c.was), _value(c.now)] for c in changed]
        blocks.append("### Changed\n\n" + _table(("field", "was", "is"), rows))
    others = [change for change in rest if change.kind != "changed"]
    if others:
        rows = [[*_whose(c), _code(c.detail)] for c in others]
        blocks.append("### New, gone or broken\n\n" + _table(("what",), rows))
    return "\n\n".join(blocks)


def _whose(change: Change) -> list[str]:
    return [_code(change.name), _code(change.distribution)]


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    above = ["preset", "package", *headings]
    lines = [above, ["---"] * len(above), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _value(value: Any) -> str:
    return "not set" if value is None else _code(json.dumps(value))


def _code(text: str) -> str:
    """Return text as a code span within a table cell, which ends at any `|`."""
    plain = "".join(c if c.isprintable() else " " for c in text).replace("|", "\\|")
    if "`" not in plain:
        return f"`{plain}`"
    fence = "`" * (max(map(len, re.findall("`+", plain))) + 1)
    return f"{fence} {plain} {fence}"
