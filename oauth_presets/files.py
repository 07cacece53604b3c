"""Writing files so that a failure leaves what was there."""

import contextlib
import os
import secrets
from pathlib import Path


def write_atomically(path: "str | os.PathLike[str]", text: str) -> None:
    """Replace a file as a whole: whoever reads it sees the old text or the new one.

    Raises:
        OSError: it cannot be written. The old file is untouched then, and nothing is left over.
    """
    target = Path(path)
    written = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with open(written, "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            written.chmod(target.stat().st_mode & 0o777)
        written.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            written.unlink()
        raise
