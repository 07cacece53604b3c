"""Renders the differences between a preset and its record as text."""

import json
from typing import Any

from .record import Difference


def sentence(difference: Difference) -> str:
    """Describe a difference in printable ASCII."""
    field, was, now = ascii(difference.field)[1:-1], difference.was, difference.now
    if field.startswith("scope_sets.") and was is None:
        return f"{field}: NEW SCOPE SET: {_value(now)}"
    parts = []
    added, removed = difference.scopes()
    if added:
        parts.append(f"ASKS FOR MORE: {_value(added)}")
    if removed:
        parts.append(f"no longer asks for: {_value(removed)}")
    return f"{field}: {'; '.join(parts) or f'was {_value(was)}, is {_value(now)}'}"


def _value(value: Any) -> str:
    return "not set" if value is None else json.dumps(value)
