"""A virtual environment, to install things into."""

import os
import subprocess
import venv
from pathlib import Path


class Environment:
    """A virtual environment without this repository on its path."""

    def __init__(self, folder: Path) -> None:
        venv.create(folder, with_pip=True, symlinks=True)
        self.folder = folder
        self.python = folder / "bin" / "python"

    def install(self, *what: str) -> None:
        self.run("-m", "pip", "install", "-q", "--disable-pip-version-check", *_source(), *what)

    def run(self, *arguments: str, check: bool = True) -> str:
        environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
        done = subprocess.run(
            [str(self.python), *arguments],
            capture_output=True, text=True, cwd=self.folder, env=environment, timeout=300,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout + ("" if check else done.stderr)


def _source() -> list[str]:
    """Return pip's options: from the wheelhouse alone, if there is one."""
    wheelhouse = os.environ.get("OAUTH_PRESETS_WHEELHOUSE")
    return ["--no-index", "--find-links", wheelhouse] if wheelhouse else []
