"""Formats changes of presets: as a table, a summary, or Markdown for a pull request."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..audit.diff import Change
from ._output import counted, print_rows

if TYPE_CHECKING:
    from ..audit.sides import Comparison


def print_changes(changes: Iterable[Change]) -> None:
    """Print a table of changes to stdout."""
    rows = [(change.name, change.distribution, str(change)) for change in changes]
    print_rows(("name", "distribution", "what"), rows)


def versions(comparison: "Comparison") -> Iterator[str]:
    """Yield a line for each distribution with different versions on the two sides."""
    for distribution, was, now in comparison.versions:
        yield f"{distribution}: {was or 'none'} -> {now or 'none'}"


def summary(comparison: "Comparison") -> str:
    """Return how many presets differ, and how."""
    changes = comparison.changes
    kinds = {(change.name, change.distribution): change.kind for change in changes}
    if not kinds:
        return "No preset differs."
    counts = Counter(kinds.values())
    parts = [f"{number} {kind}" for kind, number in sorted(counts.items())]
    more = {(change.name, change.distribution) for change in changes if change.asks_for}
    parts += [f"{len(more)} asking for more"] * bool(more)
    verb = "differs" if len(kinds) == 1 else "differ"
    return f"{counted(len(kinds), 'preset')} {verb}: {', '.join(parts)}."


def markdown(comparison: "Comparison") -> str:
    """Return a comparison as a comment on a pull request.

    Values are shown as code, so that they cannot become links, images or mentions.
    """
    blocks = [f"**{summary(comparison)}**"]
    if comparison.versions:
        blocks.append("\n".join(f"- {_code(line)}" for line in versions(comparison)))
    changes = comparison.changes
    if more := [(c, _code(c.field), _code(json.dumps(c.asks_for))) for c in changes if c.asks_for]:
        blocks.append("### Asks for more\n\n" + _table(("field", "scopes"), more))
    changed = [change for change in changes if change.kind == "changed"]
    if rows := [(c, _code(c.field), _value(c.was), _value(c.now)) for c in changed]:
        blocks.append("### Changed\n\n" + _table(("field", "was", "is"), rows))
    if others := [(c, _code(c.detail)) for c in changes if c.kind != "changed"]:
        blocks.append("### New, gone or broken\n\n" + _table(("what",), others))
    return "\n\n".join(blocks)


def _table(headings: Iterable[str], rows: Iterable[tuple[Any, ...]]) -> str:
    """Return a table of changes, each with the cells that follow its preset and package."""
    heads = ["preset", "package", *headings]
    body = [[_code(change.name), _code(change.distribution), *cells] for change, *cells in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in [heads, ["---"] * len(heads), *body])


def _value(value: Any) -> str:
    return "not set" if value is None else _code(json.dumps(value))


def _code(text: str) -> str:
    """Return text as a code span for a table cell, in which `|` must be escaped."""
    plain = "".join(c if c.isprintable() else " " for c in text).replace("|", "\\|")
    if "`" not in plain:
        return f"`{plain}`"
    fence = "`" * (max(map(len, re.findall("`+", plain))) + 1)
    return f"{fence} {plain} {fence}"
