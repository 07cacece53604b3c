"""Running the command line as a user does."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import warm

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]

# What a child does to itself before it becomes the command. Not preexec_fn, which is no good where
# there are threads.
BECOME = "os.execv(sys.executable, sys.argv[1:])"
WITH_FULL_DISK = (
    "import os, resource, sys; size = int(sys.argv.pop(1)); "
    f"resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); {BECOME}"
)
ON_TERMINAL = f"import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); {BECOME}"


def run(
    *arguments: str,
    cwd: Path | None = None,
    path: Path | None = None,
    disk: int | None = None,
    **more: Any,
) -> subprocess.CompletedProcess[str]:
    """Run the command; `path` goes on the Python path, no file gets larger than `disk` bytes."""
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    if disk is None and not more:
        return warm.oauth_presets(*arguments, cwd=cwd, env=environment)
    command = [*COMMAND, *arguments]
    if disk is not None:
        command = [sys.executable, "-c", WITH_FULL_DISK, str(disk), *command]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=cwd, timeout=60,
        env=environment, stdin=subprocess.DEVNULL, **more,
    )  # fmt: skip
