"""What several test modules use: where things are, and what counts calls."""

import importlib.metadata
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent.parent


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

    def noted(*arguments: Any, **keywords: Any) -> Any:
        calls.append(arguments)
        return function(*arguments, **keywords)

    monkeypatch.setattr(module, name, noted)
    return calls
