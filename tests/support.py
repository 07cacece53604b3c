"""What several test modules use."""

import importlib.metadata
import os
import shutil
import subprocess
import venv
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import warm

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


def oauth_presets(
    *arguments: str, path: Path | None = None, cwd: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run the command line, with one more folder on sys.path."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("OAUTH_PRESETS_")}
    more = {"PYTHONPATH": str(path or ""), "PYTHONDONTWRITEBYTECODE": "1"}
    return warm.oauth_presets(*arguments, cwd=cwd, env={**environment, **more})


def _own_info() -> Path:
    found = importlib.metadata.distribution("oauth-presets")
    (entry_points,) = [file for file in found.files or () if file.name == "entry_points.txt"]
    return Path(str(found.locate_file(entry_points))).parent


OWN_INFO = _own_info()  # found now, before any test has changed where things are found


def own_info(folder: Path) -> Path:
    """Lay down a copy of our own metadata, as it is installed here."""
    return Path(shutil.copytree(OWN_INFO, folder / OWN_INFO.name))


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[Any]:
    """Return a list that grows by the arguments of each call of a function."""
    calls: list[Any] = []
    function = getattr(module, name)

    def noted(*arguments: Any) -> Any:
        calls.append(arguments)
        return function(*arguments)

    monkeypatch.setattr(module, name, noted)
    return calls


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
