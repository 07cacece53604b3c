"""`oauth-presets new --into`: a preset joins a package as a whole, or the package is unchanged."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import COMMAND, run

pytestmark = pytest.mark.slow

NEW = (
    "new", "acme-sandbox", "--yes", "--title", "Acme Sandbox",
    "--authorize-url", "https://sandbox.acme.example/authorize",
    "--token-url", "https://sandbox.acme.example/token",
    "--docs-url", "https://docs.acme.example/sandbox",
)  # fmt: skip

PYPROJECT = """\
# Ours
[project]
name = "acme-kit"   # two presets, soon
version = "1.0"

[project.entry-points."oauth_presets"] # who offers what
# one a line
acme = 'acme_kit.presets:acme'

[tool.ruff]
line-length = 120 # wide
"""

PRESETS = """
from oauth_presets import Preset

acme = Preset(
    name="acme",
    title="Acme",
    authorize_url="https://acme.example/authorize",
    token_url="https://acme.example/token",
    docs_url="https://docs.acme.example/",
)
"""


def package(folder: Path, pyproject: str = PYPROJECT, root: str = ".") -> Path:
    inner = folder / root / "acme_kit"
    inner.mkdir(parents=True)
    (inner / "__init__.py").touch()
    (inner / "presets.py").write_text(PRESETS)
    (folder / "pyproject.toml").write_bytes(pyproject.encode())
    (folder / "README.md").write_text("# Acme kit\n\nWhat it is.\n")
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_folder_is_shown_by_its_whole_path(tmp_path: Path) -> None:
    package(tmp_path)
    done = run(*NEW, "--into", ".", cwd=tmp_path)
    assert (
        f"Added acme_sandbox to {tmp_path}. Next, in its environment:\n"
        "  pip install -e . && pytest && oauth-presets validate\n"
    ) in done.stderr


@pytest.mark.parametrize("root", [".", "src"])
def test_preset_joins_a_package_and_the_rest_is_untouched(root: str, tmp_path: Path) -> None:
    package(tmp_path, root=root)
    before = everything(tmp_path)
    done = run(*NEW, "--into", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert f"Added acme_sandbox to {tmp_path}. Next, in its environment:\n" in done.stderr
    after = everything(tmp_path)
    module = os.path.normpath(f"{root}/acme_kit/acme_sandbox.py")
    assert {*after} - {*before} == {module, "tests/test_acme_sandbox.py"}
    assert {name for name in before if before[name] != after[name]} == {
        "README.md",
        "pyproject.toml",
    }
    line = "acme = 'acme_kit.presets:acme'\n"
    added = 'acme_sandbox = "acme_kit.acme_sandbox:acme_sandbox"\n'
    assert after["pyproject.toml"].decode() == PYPROJECT.replace(line, line + added)
    readme = after["README.md"].decode()
    assert readme.startswith("# Acme kit\n\nWhat it is.\n\n## Presets\n")
    assert re.findall("^### .*", readme, re.MULTILINE) == ["### Acme", "### Acme Sandbox"]
    assert 'distribution = "acme-kit"' in after["tests/test_acme_sandbox.py"].decode()
    reported = run("validate", str(tmp_path)).stdout
    assert "acme_sandbox: not valid\n  source: verified_on is not set" in reported
    assert run("readme", "--check", str(tmp_path)).returncode == 0


def test_line_endings_are_kept(tmp_path: Path) -> None:
    package(tmp_path, PYPROJECT.replace("\n", "\r\n"))
    (tmp_path / "README.md").write_bytes(b"# Acme kit\r\n")
    assert run(*NEW, "--into", str(tmp_path)).returncode == 0
    for name in ("pyproject.toml", "README.md"):
        written = (tmp_path / name).read_bytes()
        assert written.count(b"\n") == written.count(b"\r\n"), name


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_first_preset_of_a_package_gets_the_table(end: str, tmp_path: Path) -> None:
    project = '[project]\nname = "acme-kit"'
    package(tmp_path, project + end)
    done = run(*NEW, "--into", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "pyproject.toml").read_text() == (
        f"{project}\n\n[project.entry-points.oauth_presets]\n"
        'acme_sandbox = "acme_kit.acme_sandbox:acme_sandbox"\n'
    )


@pytest.mark.parametrize(
    ("pyproject", "text"),
    [
        (
            '[project]\nname = "acme-kit"\nentry-points = {oauth_presets = {a = "acme_kit.p:a"}}\n',
            "is not a table with its own header. Write the entry point by hand: "
            'acme_sandbox = "acme_kit.acme_sandbox:acme_sandbox".',
        ),
        (
            '[project]\nname = "acme-kit"\nentry-points.oauth_presets.a = "acme_kit:a"\n',
            "is not a table with its own header.",
        ),
        ('[tool.poetry.plugins.oauth_presets]\na = "b:c"\n', "[tool.poetry.plugins] declares its"),
        ('[project]\nversion = "1"\n', "but it has no name there."),
        ("project = 1\n", "[project.entry-points] must contain tables only"),
        ("[project\n", "pyproject.toml: it is not TOML: "),
        (
            PYPROJECT.replace("acme =", "Acme-Sandbox ="),
            "has a preset 'acme_sandbox'. Choose another name.",
        ),
    ],
)
def test_what_cannot_be_extended_is_left_alone(pyproject: str, text: str, tmp_path: Path) -> None:
    package(tmp_path, pyproject)
    before = everything(tmp_path)
    done = run(*NEW, "--into", str(tmp_path))
    assert done.returncode == 1, done.stderr
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(tmp_path) == before


def _no_package(folder: Path) -> None:
    (folder / "acme_kit" / "__init__.py").unlink()


def _broken_preset(folder: Path) -> None:
    (folder / "acme_kit" / "presets.py").write_text("raise SystemExit('no thanks')")


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (lambda f: (f / "acme_kit" / "acme_sandbox.py").touch(), "acme_sandbox.py already exists."),
        (lambda f: (f / "tests").mkdir() or (f / "tests" / "test_acme_sandbox.py").touch(), ""),
        (_no_package, "found no package for the new module"),
        (_broken_preset, "The preset 'acme' does not load: importing acme_kit.presets:acme raised"),
        (lambda f: (f / "README.md").write_bytes(b"\xff"), "README.md: it is not UTF-8."),
        (lambda f: (f / "pyproject.toml").unlink(), "pyproject.toml: No such file or directory."),
    ],
)
def test_refusal_changes_nothing(
    change: Callable[[Path], object], text: str, tmp_path: Path
) -> None:
    package(tmp_path)
    change(tmp_path)
    before = everything(tmp_path)
    done = run(*NEW, "--into", str(tmp_path))
    assert done.returncode == 1, done.stderr
    assert text in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(tmp_path) == before


@pytest.mark.parametrize("size", [0, 300, 700])
def test_full_disk_changes_nothing(size: int, tmp_path: Path) -> None:
    package(tmp_path)
    before = everything(tmp_path)
    done = run(*NEW, "--into", str(tmp_path), disk=size)
    assert done.returncode == 1
    assert f"Cannot write {tmp_path}: File too large. Nothing was written." in done.stderr
    assert everything(tmp_path) == before
    assert not (tmp_path / "tests").exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_signal_while_writing_leaves_each_file_old_or_new(
    how: signal.Signals, tmp_path: Path
) -> None:
    old = everything(package(tmp_path / "old"))
    assert run(*NEW, "--into", str(package(tmp_path / "new"))).returncode == 0
    new = everything(tmp_path / "new")
    for attempt in range(5):
        folder = package(tmp_path / f"{how.name}-{attempt}")
        names = {*os.listdir(folder)}
        child = subprocess.Popen(
            [*COMMAND, *NEW, "--into", str(folder)],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 30
        while child.poll() is None and {*os.listdir(folder)} == names:
            assert time.monotonic() < deadline
        child.send_signal(how)
        child.wait(timeout=30)
        left = everything(folder)
        if how != signal.SIGKILL:
            assert left in (old, new)
            continue
        # A killed process cannot clean up, but each file is whole, and the entry point is last.
        left = {name: text for name, text in left.items() if not Path(name).name.startswith(".")}
        assert all(text in (old.get(name), new[name]) for name, text in left.items())
        assert left == new or left["pyproject.toml"] == old["pyproject.toml"]


@pytest.mark.parametrize("option", ["--license", "--author", "--output"])
def test_options_of_a_new_package_are_refused(option: str, tmp_path: Path) -> None:
    done = run(*NEW, "--into", str(package(tmp_path)), option, "MIT")
    assert done.returncode == 2
    assert f"{option} is for a new package" in " ".join(re.sub("[│]", " ", done.stderr).split())


MISTAKES = """\
from functools import partial

from oauth_presets import Preset, get_preset

based_on_drive = partial(Preset, **dict(get_preset("google_drive")))
shared = partial(Preset, scopes=("read",), docs_url="https://docs.acme.example/")


def mistakes() -> None:
    based_on_drive(name="x", scops=("a",))  # type: ignore[call-arg]
    based_on_drive(name="x", scopes=["a"])  # type: ignore[arg-type]
    shared(name="x")  # type: ignore[call-arg]
    partial(Preset, autorize_url="x")  # type: ignore[call-arg]
"""
"""mypy --strict refuses each of these lines, and a `type: ignore` that nothing needs."""


def test_extended_scaffold_passes_its_own_checks(tmp_path: Path) -> None:
    first = ["acme_live" if word == "acme-sandbox" else word for word in NEW]
    assert run(*first, cwd=tmp_path).returncode == 0
    folder = tmp_path / "oauth-presets-acme-live"
    assert run(*NEW, "--into", str(folder)).returncode == 0
    (folder / "oauth_presets_acme_live" / "shared.py").write_text(MISTAKES)
    for arguments in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]):
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            cwd=folder, capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    assert run("readme", "--check", cwd=folder).returncode == 0
