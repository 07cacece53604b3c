"""Fixtures: folders on sys.path, fresh processes, built wheels and virtual environments."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support import PROJECT
from support.environment import Environment, made_once

from oauth_presets.registry.registry import default_registry


@pytest.fixture(autouse=True, scope="session")
def no_bytecode() -> None:
    """Write no bytecode of plugins, here and in child processes.

    Python would use stale bytecode if a module changes within a second and keeps its size.
    """
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on sys.path; modules imported from it are forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]
    default_registry.refresh()


@pytest.fixture
def python(tmp_path: Path) -> Callable[..., str]:
    """Run a program in a fresh process, with folders on the path; return what it printed."""

    def run(program: str, *path: Path, check: bool = True, flags: tuple[str, ...] = ()) -> str:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, path))}
        done = subprocess.run(
            [sys.executable, "-W", "error", *flags, "-c", program],
            capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=60,
        )  # fmt: skip
        assert not check or done.returncode == 0, done.stderr
        return done.stdout + ("" if check else done.stderr)

    return run


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheels of this project and of the example plugin."""
    with made_once(tmp_path_factory, "wheels") as (folder, missing):
        if missing:
            build_wheels(folder)
    return folder


def build_wheels(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    plugin = Path(__file__).parent / "plugins" / "oauth-presets-acme"
    built = os.environ.get("OAUTH_PRESETS_WHEEL")  # the wheel under test, if CI built it
    trees = [plugin] if built else [plugin, PROJECT]
    for tree in trees:
        done = subprocess.run(
            [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation",
             "--disable-pip-version-check", "--wheel-dir", str(folder), str(tree)],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    if built:
        (folder / Path(built).name).write_bytes(Path(built).read_bytes())


@pytest.fixture(scope="session")
def installed(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the project's wheel and its dependencies."""
    with made_once(tmp_path_factory, "installed") as (folder, missing):
        environment = Environment(folder)
        if missing:
            (wheel,) = wheels.glob("oauth_presets-*.whl")
            environment.install(f"{wheel}[cli]")
    return environment


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """Let child processes receive SIGINT, even if a shell started pytest in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Replace `::` in test ids: pytest cannot select a test whose id contains it."""
    return val.replace("::", ":") if isinstance(val, str) and "::" in val else None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import modules of slow tests that are not run: their libraries take seconds."""
    if collection_path.suffix != ".py" or not config.getoption("markexpr").startswith("not slow"):
        return None
    text = collection_path.read_text(encoding="utf-8")
    return bool(re.search(r"^pytestmark = \[?\s*pytest\.mark\.slow\b", text, re.MULTILINE)) or None
