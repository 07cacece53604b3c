"""JSON from servers that are not trusted."""

import json
from typing import Any

MAX_DEPTH = 32
"""How deep arrays and objects may nest: Python's own limit differs, and is met later elsewhere."""


def json_object(body: bytes) -> dict[str, Any]:
    """Read a JSON object in UTF-8 (RFC 8259), without the liberties that `json.loads` takes.

    Raises:
        ValueError: it is none; it holds NaN, an infinity, a key twice or half a surrogate pair; or
            it nests deeper than 32.
    """
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_unique)
        _check_depth(value)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except UnicodeEncodeError:
        raise ValueError("it contains an unpaired surrogate") from None
    except json.JSONDecodeError as error:
        raise ValueError(
            f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos}"
        ) from None
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")
    return value


def _check_depth(value: Any) -> None:
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        lists = (
            v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)
        )
        level = [inner for many in lists for inner in many]
        if not level:
            return
    raise ValueError("it is nested too deeply")


def _no_constant(name: str) -> None:
    raise ValueError(f"it holds {name}, which is not valid JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("it has a duplicate key")
    return found
