"""Reading JSON without leniency, and writing files so that a failure leaves what was there."""

import contextlib
import json
import os
import secrets
from typing import Any


def strict_json(text: str) -> Any:
    """Parse JSON, and refuse what the standard library lets pass (RFC 8259 sections 4 and 6).

    Raises:
        ValueError: it is no JSON, a key stands twice in one object, or a number is not finite.
        RecursionError: it is nested too deeply.
    """
    return json.loads(text, object_pairs_hook=_unique, parse_constant=_refused)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def write_atomically(path: "str | os.PathLike[str]", text: str) -> None:
    """Replace a file as a whole: whoever reads it sees the old text or the new one.

    A link is followed, and the file keeps its permissions. What is no file, such as `/dev/stdout`
    or a pipe, is written to.

    Raises:
        OSError: it cannot be written. The old file is untouched then, and nothing is left over.
    """
    mode = None
    if os.path.exists(path):
        if not os.path.isfile(path):
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            return
        mode = os.stat(path).st_mode & 0o777
    target = os.path.realpath(path)
    written = os.path.join(os.path.dirname(target), f".oauth-presets-{secrets.token_hex(8)}")
    try:
        with open(written, "x", encoding="utf-8", newline="\n") as file:
            if mode is not None:  # before there is anything in it to read
                os.chmod(written, mode)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(written, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(written)
        raise
