"""Parse JSON from untrusted servers."""

import json
from typing import Any

MAX_DEPTH = 32
"""How deep arrays and objects may nest; Python's own limit varies between versions and systems."""


def json_object(body: bytes) -> dict[str, Any]:
    """Parse a JSON object in UTF-8 (RFC 8259), more strictly than `json.loads`.

    Raises:
        ValueError: the body is not a JSON object; it contains NaN, an infinity, a duplicate key or
            an unpaired surrogate; or it nests deeper than `MAX_DEPTH`.
    """
    try:
        text = body.decode("utf-8")
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique)
        _check_depth(value)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # fails for an unpaired surrogate
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
        containers = (
            v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list)
        )
        level = [item for container in containers for item in container]
        if not level:
            return
    raise ValueError("it is nested too deeply")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"it contains {name}, which is not valid JSON")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("it has a duplicate key")
    return members
