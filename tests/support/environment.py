"""Virtual environments, and folders that several workers share."""

import fcntl
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


class Environment:
    """A virtual environment without this repository on its path.

    By default it has no pip, which would take seconds: the tests' own pip installs into it.
    """

    def __init__(self, folder: Path, *, with_pip: bool = False) -> None:
        if not (folder / "pyvenv.cfg").exists():
            venv.create(folder, with_pip=with_pip, symlinks=True)
        self.folder = folder
        self.python = folder / "bin" / "python"

    def install(self, *what: str) -> None:
        wheelhouse = os.environ.get("OAUTH_PRESETS_WHEELHOUSE")
        if wheelhouse:
            # Much quicker than pip; but uv does not know where pip's settings look for packages.
            only = ("--no-index", "--find-links", wheelhouse)
            self._installer("uv", "pip", "install", "--python", str(self.python), *only, *what)
        else:
            # Bytecode is written by the first import, of what is imported.
            self._installer("pip", "--python", str(self.python), "install", "--no-compile", *what)

    def uninstall(self, name: str) -> None:
        self._installer("pip", "--python", str(self.python), "uninstall", "-y", name)

    def _installer(self, *arguments: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", *arguments, "-q"],
            capture_output=True, text=True, cwd=self.folder, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def run(self, *arguments: str, check: bool = True) -> str:
        environment = _outside()
        done = subprocess.run(
            [str(self.python), *arguments],
            capture_output=True, text=True, cwd=self.folder, env=environment, timeout=300,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done.stdout + ("" if check else done.stderr)


def _outside() -> dict[str, str]:
    """Return an environment that leads to nothing here, and lets Python keep what it compiles."""
    here = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE")
    return {name: value for name, value in os.environ.items() if name not in here}


def shell_environment(scripts: Path, *wheels: Path) -> dict[str, str]:
    """Return an environment with scripts on PATH, in which pip installs from the wheels."""
    environment = _outside()
    sources = [os.environ.get("OAUTH_PRESETS_WHEELHOUSE"), os.environ.get("PIP_FIND_LINKS")]
    environment |= {
        "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_FIND_LINKS": " ".join(filter(None, [*map(str, wheels), *sources])),
    }
    return environment | ({"PIP_NO_INDEX": "1"} if sources[0] else {})


@contextmanager
def made_once(factory: pytest.TempPathFactory, name: str) -> Iterator[tuple[Path, bool]]:
    """Yield a folder that all workers share, and whether the caller must fill it."""
    parent = factory.getbasetemp()
    parent = parent.parent if "PYTEST_XDIST_WORKER" in os.environ else parent
    done = parent / f"{name}.done"
    with (parent / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield parent / name, not done.exists()
        done.touch()
