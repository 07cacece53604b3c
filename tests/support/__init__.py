"""Helpers for several test modules: paths, a minimal preset, our own metadata, a call counter."""

import importlib.metadata
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PROJECT = Path(__file__).parent.parent.parent

ACME: dict[str, Any] = {
    "name": "acme",
    "title": "Acme",
    "authorize_url": "https://acme.example/authorize",
    "token_url": "https://acme.example/token",
    "docs_url": "https://docs.acme.example/oauth",
}
"""The least that a preset needs."""


def _own_info() -> Path:
    found = importlib.metadata.distribution("oauth-presets")
    (entry_points,) = [file for file in found.files or () if file.name == "entry_points.txt"]
    return Path(str(found.locate_file(entry_points))).parent


OWN_INFO = _own_info()  # at import, before a test changes sys.path


def own_info(folder: Path) -> Path:
    """Copy our own installed metadata into a folder."""
    return Path(shutil.copytree(OWN_INFO, folder / OWN_INFO.name))


def counted(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[Any]:
    """Return a list to which each call of a function appends its arguments."""
    calls: list[Any] = []
    function = getattr(module, name)

    def recorded(*arguments: Any, **keywords: Any) -> Any:
        calls.append(arguments)
        return function(*arguments, **keywords)

    monkeypatch.setattr(module, name, recorded)
    return calls
