"""Running the command line as a user does, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]


def run(
    *arguments: str, cwd: Path | None = None, path: Path | None = None, **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run the command; `path` goes on the Python path."""
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, text=True, cwd=cwd, timeout=60,
        env=environment, stdin=subprocess.DEVNULL, **more,
    )  # fmt: skip
