"""Fixtures that lay down real distributions, and environments that really install."""

import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent

PRESET_MODULE = """
from oauth_presets import Offline, Preset, Variable

{attribute} = Preset(
    name="{name}",
    title="{title}",
    authorize_url="https://{{subdomain}}.{attribute}.example/authorize",
    token_url="https://{{subdomain}}.{attribute}.example/token",
    variables={{"subdomain": Variable(kind="label", default="www", example="contoso")}},
    scopes=("read",),
    docs_url="https://docs.{attribute}.example/oauth",
)
"""


def preset_module(name: str, attribute: str = "preset", title: str = "") -> str:
    """Return the source of a module that defines one preset."""
    return PRESET_MODULE.format(name=name, attribute=attribute, title=title or name.title())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on sys.path; what is imported from it is forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    before = set(sys.modules)
    yield folder
    for name in set(sys.modules) - before:
        if str(folder) in str(getattr(sys.modules[name], "__file__", "")):
            del sys.modules[name]


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


class Environment:
    """A virtual environment of its own, without this repository on its path."""

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
    """Return pip's options: from the wheelhouse alone, where there is one."""
    wheelhouse = os.environ.get("OAUTH_PRESETS_WHEELHOUSE")
    return ["--no-index", "--find-links", wheelhouse] if wheelhouse else []


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheels of this project and of the example plugin."""
    folder = tmp_path_factory.mktemp("wheels")
    plugin = Path(__file__).parent / "plugins" / "oauth-presets-acme"
    built = os.environ.get("OAUTH_PRESETS_WHEEL")  # the one that is tested, where CI built it
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
    return folder


@pytest.fixture(scope="session")
def installed(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the project's wheel in it, and nothing else that is ours."""
    environment = Environment(tmp_path_factory.mktemp("installed"))
    (wheel,) = wheels.glob("oauth_presets-*.whl")
    environment.install(f"{wheel}[cli]")
    return environment
