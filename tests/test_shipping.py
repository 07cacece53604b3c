"""docs/shipping.md: an application is packed in each way, and run."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import venv
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from pkgutil import iter_modules

import pytest
from support import PROJECT
from support.environment import made_once, shell_environment

import oauth_presets

PAGE = (PROJECT / "docs" / "shipping.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^<!-- (.+?) -->\n```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))

BUILT = "https://slack.com/api/oauth.v2.access\nhttps://contoso.acme.example/oauth/token\n"
LISTED = "NAME  DISTRIBUTION        VERSION\nacme  oauth-presets-acme  1.2.3\n"
FROZEN = (
    "a frozen application has no Python interpreter to load it in. Do this in the environment that "
    "the application is built from."
)


class Shell:
    """Runs commands of the page in one folder, with a `python` that has no packages."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder = folder
        tools = Path(sys.executable).parent
        self._environment = shell_environment(tools, wheels) | {
            "PATH": os.pathsep.join(map(str, [folder / "python/bin", tools, os.environ["PATH"]])),
            "PEX_ROOT": str(folder / "pex"),
            "PIP_NO_COMPILE": "1",
            "SHIV_ROOT": str(folder / "shiv"),
        }

    def run(self, command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["bash", "-euc", command], cwd=self.folder, env=self._environment,
            capture_output=True, text=True, timeout=600,
        )  # fmt: skip

    def prepare(self, way: str) -> str:
        """Run the commands of a block but the last, and return that: it starts the application."""
        *commands, start = steps(way)
        done = self.run("\n".join(commands))
        assert done.returncode == 0, done.stdout + done.stderr
        return start


def steps(way: str) -> list[str]:
    """Return the lines of a block of the page."""
    return str(BLOCKS[f"run: {way}"]).splitlines()


@pytest.fixture(scope="module")
def shell(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    with made_once(tmp_path_factory, "shipping") as (folder, missing):
        shell = Shell(folder, wheels)
        if missing:
            venv.create(folder / "python", symlinks=True)
            (folder / "main.py").write_text(BLOCKS["write: main.py"])
            for way in ("folder", "layers"):
                shell.prepare(way)
    return shell


def assert_works(shell: Shell, start: str, tmp_path: Path) -> None:
    """Start the application, and give it each command of the table."""
    done = shell.run(start)
    assert (done.stdout, done.stderr) == (BUILT, "")
    assert shell.run(f"{start} list acme").stdout == LISTED
    lock = tmp_path / "trusted.lock"
    done = shell.run(f"{start} lock acme slack --file {lock}")
    assert done.stderr == f"2 presets locked in {lock}.\n"
    assert lock.exists()
    assert shell.run(f"{start} doctor").stderr == "2 warnings, no errors.\n"


@pytest.mark.slow
def test_application_in_layers_works(shell: Shell, tmp_path: Path) -> None:
    assert_works(shell, steps("layers")[-1], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("way", ["zipapp", "shiv"])
def test_application_in_an_archive_works(shell: Shell, tmp_path: Path, way: str) -> None:
    assert_works(shell, shell.prepare(way), tmp_path)


@pytest.mark.weekly
def test_application_in_a_pex_works(shell: Shell, tmp_path: Path) -> None:
    assert_works(shell, shell.prepare("pex"), tmp_path)


@pytest.mark.weekly
def test_frozen_application_works(shell: Shell, tmp_path: Path) -> None:
    assert_frozen_works(shell, shell.prepare("pyinstaller"), tmp_path)
    done = shell.run("build-env/bin/pyinstaller --onefile --distpath one-file main.py")
    assert done.returncode == 0, done.stderr
    assert_frozen_works(shell, "one-file/main", tmp_path)


def assert_frozen_works(shell: Shell, start: str, tmp_path: Path) -> None:
    """Start a frozen application: it says what it cannot do, and starts no process for it."""
    done = shell.run(start)
    assert (done.stdout, done.stderr) == (BUILT, "")
    assert shell.run(f"{start} list acme").stdout == LISTED
    assert shell.run(f"{start} list figma.com").stdout.split()[-5:-3] == ["figma", "Figma"]
    lock = tmp_path / "trusted.lock"
    done = shell.run(f"{start} lock acme --file {lock}")
    reason = f"The preset 'acme' of oauth-presets-acme was not loaded: {FROZEN}"
    assert (done.returncode, done.stderr) == (1, f"Error: {reason} Nothing was written.\n")
    done = shell.run(f"{start} lock slack --file {lock} && {start} lock --check --file {lock}")
    assert done.returncode == 0, done.stderr
    done = shell.run(f"{start} doctor --json")
    rows = [row for row in json.loads(done.stdout)["findings"] if row["fails"]]
    assert {row["kind"] for row in rows} == {"unchecked"}
    assert reason in [row["finding"] for row in rows]
    new = "new zed --title Zed --authorize-url https://zed.example/a --token-url "
    new += "https://zed.example/t --docs-url https://zed.example --yes"
    assert shell.run(f"{start} {new} && rm -r oauth-presets-zed").returncode == 0


@pytest.mark.slow
def test_options_of_python_change_nothing(shell: Shell, tmp_path: Path) -> None:
    start = (
        "python -I -S -OO -c \"import sys; sys.path += ['app', 'dependencies']; "
        'from main import main; main()"'
    )
    assert_works(shell, start, tmp_path)


@pytest.mark.slow
def test_stripped_metadata_of_another_version_is_enough(shell: Shell, tmp_path: Path) -> None:
    stripped = tmp_path / "stripped"
    shutil.copytree(shell.folder / "app", stripped)
    for info in [*stripped.glob("*.dist-info")]:
        for file in [*info.rglob("*")]:
            if file.is_file() and file.name not in ("METADATA", "entry_points.txt"):
                file.unlink()
        text = (info / "METADATA").read_text(encoding="utf-8")
        (info / "METADATA").write_text(
            re.sub(r"^Version: .+$", "Version: 9+corp1", text, count=1, flags=re.MULTILINE),
            encoding="utf-8",
        )
        info.rename(stripped / f"{info.name.partition('-')[0]}-9+corp1.dist-info")
    start = f"PYTHONPATH={stripped}:dependencies python -m main"
    done = shell.run(start)
    assert (done.stdout, done.stderr) == (BUILT, "")
    assert shell.run(f"{start} list acme").stdout.split()[-2:] == ["oauth-presets-acme", "9+corp1"]
    assert shell.run(f"{start} lock acme slack --file {tmp_path}/l").returncode == 0
    assert shell.run(f"{start} doctor").stderr == "2 warnings, no errors.\n"


@pytest.mark.slow
def test_application_in_a_read_only_folder_works(shell: Shell, tmp_path: Path) -> None:
    read_only = (
        'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && ! touch x 2>/dev/null && '
    )

    def run(command: str) -> "subprocess.CompletedProcess[str]":
        inner = f"{read_only} HOME=$PWD TMPDIR=$PWD {command}"
        return shell.run(f"unshare --mount --map-root-user sh -c {shlex.quote(inner)}")

    start = steps("folder")[-1]
    if run("true").returncode:
        pytest.skip("mounting is not allowed here")
    assert run(start).stdout == BUILT
    assert run(f"{start} list acme").stdout == LISTED
    assert run(f"{start} doctor").stderr == "2 warnings, no errors.\n"
    done = run(f"{start} lock acme slack")
    assert done.stderr == (
        "Error: Cannot write oauth-presets.lock: Read-only file system. The old file is "
        "unchanged.\n"
    )
    lock = tmp_path / "trusted.lock"
    assert run(f"{start} lock acme slack --file {lock}").returncode == 0
    assert run(f"{start} lock --check --file {lock}").returncode == 0


def test_wheel_brings_a_hook_for_each_room_that_imports_on_first_use() -> None:
    points = distribution("oauth-presets").entry_points.select(group="pyinstaller40")
    (folder,) = points["hook-dirs"].load()()
    hooks = {file.stem.removeprefix("hook-") for file in Path(folder).glob("hook-*.py")}
    rooms = {name for _, name, is_room in iter_modules(oauth_presets.__path__) if is_room}
    lazy = {
        f"oauth_presets.{name}"
        for name in rooms
        if hasattr(import_module(f"oauth_presets.{name}"), "__getattr__")
    }
    assert lazy >= {"oauth_presets.login", "oauth_presets.tokens"}
    assert hooks >= {*lazy, "oauth_presets", "oauth_presets.cli"}


def test_table_of_the_page_has_a_section_for_each_way() -> None:
    sections = {line.lower().replace(" ", "-") for line in re.findall(r"^## (.+)$", PAGE, re.M)}
    assert {*re.findall(r"\(#([\w-]+)\)", PAGE)} == sections
    tested = {"folder", "layers", "zipapp", "shiv", "pex", "pyinstaller"}
    assert {*BLOCKS} == {"write: main.py", *(f"run: {way}" for way in tested)}
