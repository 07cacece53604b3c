"""Points in time: aware, in UTC."""

from datetime import datetime, timezone


def now() -> datetime:
    """Return the current time, aware, in UTC."""
    return datetime.now(timezone.utc)


def moment(text: object) -> datetime | None:
    """Parse a time in ISO 8601 with an offset; return None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        # Python 3.10 does not accept the Z.
        parsed = datetime.fromisoformat(f"{text[:-1]}+00:00" if text.endswith("Z") else text)
        return parsed.astimezone(timezone.utc) if parsed.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
