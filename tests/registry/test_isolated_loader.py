"""Commands that load all plugins survive those that end the process or never return."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from support.command import run
from support.plugins import offer, preset_module

from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow

HEALTHY = preset_module("PLUGIN")

ENDS = {
    "exits_0": ("import os\nos._exit(0)", "ended the process (exit status 0)"),
    "exits_3": ("import os\nos._exit(3)", "ended the process (exit status 3)"),
    "killed": (
        "import os\nos.kill(os.getpid(), 9)", "ended the process (signal 9, SIGKILL)",
    ),
    "aborts": ("import os\nos.abort()", "ended the process (signal 6, SIGABRT)"),
    "kills_its_group": ("import os\nos.kill(0, 9)", "ended the process (signal 9, SIGKILL)"),
    "interrupts": ("raise KeyboardInterrupt", "importing interrupts_mod:preset raised Keyboard"),
    "interrupts_itself": (
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)", "raised KeyboardInterrupt",
    ),
    "becomes_another": (
        "import os, sys\nos.execv(sys.executable, [sys.executable, '-c', ''])",
        "ended the process (exit status 0)",
    ),
    "becomes_a_daemon": (
        "import os, time\nif os.fork(): os._exit(0)\ntime.sleep(3)\nos._exit(0)",
        "ended the process (exit status 0)",
    ),
    "closes_everything": (
        "import os\nos.closerange(0, 100)\nHEALTHY", "ended the process (exit status 1)",
    ),
    "answers_for_itself": (
        "import os\nfor fd in range(3, 20):\n    try: os.write(fd, b'{\"preset\": 5}\\n')\n"
        "    except OSError: pass\nos._exit(0)",
        "its process did not return a preset",
    ),
    "answers_in_binary": (
        "import os\nfor fd in range(3, 20):\n    try: os.write(fd, b'\\xff\\x00\\n')\n"
        "    except OSError: pass\nos._exit(0)",
        "its process did not return a preset",
    ),
}  # fmt: skip

LIVES = {
    "prints_answers": "import os\nprint('{}')\nos.write(1, b'{}\\n')\nHEALTHY",
    "reads": "import sys\nassert sys.stdin.read() == ''\nHEALTHY",
    "forks": "import os\nos.fork()\nHEALTHY",
    "zz_is_last": "HEALTHY",
}


def lay(folder: Path, name: str, source: str) -> None:
    offer(folder, name, source.replace("HEALTHY", preset_module(name)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for name, source in {**{name: end[0] for name, end in ENDS.items()}, **LIVES}.items():
        lay(folder, name, source)
    return folder


@pytest.fixture(scope="module")
def broken(site: Path) -> dict[str, str]:
    done = run("doctor", "--json", path=site)
    assert done.returncode == 1, done.stderr
    findings = json.loads(done.stdout)["findings"]
    return {row["name"]: row["finding"] for row in findings if row["kind"] == "broken"}


@pytest.mark.parametrize("name", ENDS)
def test_plugin_that_ends_the_process_is_a_row(broken: dict[str, str], name: str) -> None:
    assert f"The preset '{name}' of {name}-presets 1.0 cannot be loaded: " in broken[name]
    assert ENDS[name][1] in broken[name]
    assert broken[name].isprintable()


def test_other_plugins_still_load(broken: dict[str, str]) -> None:
    assert set(broken) == set(ENDS)


def test_lock_and_check_survive_a_plugin_that_ends_the_process(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for name in ("first", "second", "third"):
        lay(folder, name, "HEALTHY")
    assert run("lock", path=folder, cwd=tmp_path).returncode == 0
    lock = tmp_path / "oauth-presets.lock"
    before = lock.read_text()
    (folder / "second_mod.py").write_text("import os\nos._exit(0)")
    done = run("lock", "--check", path=folder, cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    _, *rows = done.stdout.splitlines()
    assert len(rows) == 1, rows
    assert "importing it ended the process (exit status 0)" in rows[0]
    done = run("lock", path=folder, cwd=tmp_path)
    assert done.returncode == 1
    assert "'second' of second-presets" in done.stderr
    assert lock.read_text() == before


def test_changes_visible_in_metadata_are_reported_without_loading(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    info = offer(folder, "acme")
    assert run("lock", path=folder, cwd=tmp_path).returncode == 0
    info.rename(folder / "acme_presets-2.0.dist-info")
    metadata = folder / "acme_presets-2.0.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text().replace("Version: 1.0", "Version: 2.0"))
    (folder / "acme_mod.py").write_text("import os\nos._exit(0)")
    lay(folder, "newcomer", "raise AssertionError('it was imported')")
    done = run("lock", "--check", path=folder, cwd=tmp_path)
    assert done.returncode == 1
    assert 'version: was "1.0", is "2.0"' in done.stdout
    assert "importing it ended the process (exit status 0)" in done.stdout
    assert [row.split()[0] for row in done.stdout.splitlines()] == [
        "NAME", "acme", "acme", "newcomer"
    ]  # fmt: skip
    assert "imported'" not in done.stderr


def command(folder: Path, program: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a program that patches the library and then runs the command line."""
    program += "\nfrom oauth_presets.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


HANGS = """
import os, subprocess, sys, time
with open("pids", "a") as file:
    print(os.getpid(), file=file)
    print(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]).pid, file=file)
print("hangs", file=sys.stderr, flush=True)
time.sleep(60)
"""


def gone(pid: int) -> bool:
    """Tell whether a process has ended; a zombie counts as ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def assert_gone(file: Path) -> None:
    pids = [*map(int, file.read_text().split())]
    assert len(pids) >= 2
    for _ in range(100):
        if all(map(gone, pids)):
            return
        time.sleep(0.05)
    raise AssertionError(f"still there: {pids}")


def test_hanging_plugin_is_killed_and_named(tmp_path: Path) -> None:
    lay(tmp_path, "hangs", HANGS)
    lay(tmp_path, "sound", "HEALTHY")
    short = "from oauth_presets.registry import isolated_loader; isolated_loader.SECONDS = 2.0"
    process = command(tmp_path, short, "doctor", "--json")
    try:
        out, err = process.communicate(timeout=50)
    finally:
        process.kill()
    assert process.returncode == 1, err
    (finding,) = [row for row in json.loads(out)["findings"] if row["kind"] == "broken"]
    assert "importing it took longer than 2 seconds" in finding["finding"]
    assert finding["distribution"] == "hangs-presets"
    assert_gone(tmp_path / "pids")


@pytest.mark.parametrize("arguments", [["doctor"], ["lock"]])
def test_ctrl_c_leaves_no_child_process(
    tmp_path: Path,
    arguments: list[str],
) -> None:
    lay(tmp_path, "hangs", HANGS)
    process = command(tmp_path, "", *arguments)
    assert process.stderr is not None
    try:
        assert process.stderr.readline() == "hangs\n"
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 130
    assert_gone(tmp_path / "pids")


def test_one_time_limit_covers_all_plugins_and_healthy_ones_load(tmp_path: Path) -> None:
    for number in range(3):
        lay(tmp_path, f"hangs_{number}", HANGS)
    make_distribution(
        tmp_path, "mixed", {"a_good": "mixed:preset", "b_hangs": "hangs_0_mod:preset",
                            "c_late": "mixed:late"}, {"mixed": preset_module("a_good")},
    )  # fmt: skip
    lay(tmp_path, "sound", "HEALTHY")
    short = "from oauth_presets.registry import isolated_loader; isolated_loader.SECONDS = 6.0"
    process = command(tmp_path, short, "doctor", "--json")
    try:
        out, err = process.communicate(timeout=25)
    finally:
        process.kill()
    assert process.returncode == 1, err
    rows = json.loads(out)["findings"]
    found = {row["name"]: (row["kind"], row["finding"]) for row in rows if row["fails"]}
    assert set(found) == {"hangs_0", "hangs_1", "hangs_2", "b_hangs", "c_late"}
    kind, text = found.pop("c_late")
    assert kind == "unchecked"
    assert text.endswith("there was no time left: all plugins together may take 6 seconds.")
    assert {kind for kind, _ in found.values()} == {"broken"}
    assert_gone(tmp_path / "pids")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_child_processes_end_with_the_command(tmp_path: Path, number: int) -> None:
    lay(tmp_path, "hangs", HANGS)
    process = command(tmp_path, "", "doctor")
    assert process.stderr is not None
    try:
        assert process.stderr.readline() == "hangs\n"
        process.send_signal(number)
        process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == -number
    assert_gone(tmp_path / "pids")


STARTED = """
import atexit, sys
started = []
sys.addaudithook(lambda event, args: started.append(args) if event == "subprocess.Popen" else None)
atexit.register(lambda: print("STARTED", len(started), file=sys.stderr))
"""


@pytest.mark.parametrize(("others", "children"), [(0, 0), (3, 3)])
def test_one_child_process_per_third_party_distribution(
    tmp_path: Path, others: int, children: int
) -> None:
    for number in range(others):
        lay(tmp_path, f"other_{number}", "HEALTHY")
    for arguments in (["doctor"], ["lock"], ["lock", "--check"]):
        process = command(tmp_path, STARTED, *arguments)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert f"STARTED {children}\n" in err, arguments


FROZEN = "sys.frozen = True; sys.executable = '/bin/false'"


def test_missing_interpreter_blames_no_plugin(tmp_path: Path) -> None:
    lay(tmp_path, "one", "HEALTHY")
    lay(tmp_path, "two", "HEALTHY")
    assert run("lock", "--file", "there.lock", path=tmp_path, cwd=tmp_path).returncode == 0
    none = "sys.executable names no Python interpreter to load it in."
    frozen = (
        "a frozen application has no Python interpreter to load it in. Do this in the environment "
        "that the application is built from."
    )
    for change, reason in {
        "sys.executable = '/nowhere/python'": "its process did not start: [Errno 2] No such file",
        "sys.executable = '/bin/false'": "its process did not start: it ended the process (exit",
        "sys.executable = ''": none,
        "sys.executable = None": none,
        FROZEN: frozen,
    }.items():
        process = command(tmp_path, f"import sys; {change}", "doctor", "--json")
        out, err = process.communicate(timeout=60)
        assert process.returncode == 1, err
        rows: list[dict[str, Any]] = json.loads(out)["findings"]
        found = {row["name"]: row["finding"] for row in rows if row["kind"] == "unchecked"}
        assert set(found) == {"one", "two"}
        for name, text in found.items():
            start = f"The preset '{name}' of {name}-presets was not loaded: {reason}"
            assert text.startswith(start), text
            assert "author" not in text
    for change, reason in {"sys.executable = None": none, FROZEN: frozen}.items():
        for arguments in (["lock"], ["lock", "--file", "there.lock", "--check"]):
            process = command(tmp_path, f"import sys; {change}", *arguments)
            _, err = process.communicate(timeout=60)
            assert process.returncode == 1
            assert f"was not loaded: {reason}" in err
            assert not (tmp_path / "oauth-presets.lock").exists()


RESTARTS = """#!/bin/sh
echo >> {started}
[ $(wc -l < {started}) -gt 3 ] || exec {python} -c "{program}"
"""


def test_application_that_is_its_own_interpreter_is_started_once(tmp_path: Path) -> None:
    lay(tmp_path, "acme", "HEALTHY")
    application, started = tmp_path / "application", tmp_path / "started"
    program = (
        f"import sys; sys.argv = ['', 'doctor']; sys.executable = '{application}'; "
        "from oauth_presets.cli import main; main()"
    )
    application.write_text(RESTARTS.format(started=started, python=sys.executable, program=program))
    application.chmod(0o755)
    process = command(tmp_path, f"import sys; sys.executable = {str(application)!r}", "doctor")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "was not loaded: its process did not start: it ended the process (exit status 1)" in out
    assert started.read_text() == "\n"


def test_plugin_that_loads_all_plugins_does_not_start_itself_again(tmp_path: Path) -> None:
    program = "from oauth_presets.lock import write_lock\nwrite_lock('all.lock')\nHEALTHY"
    lay(tmp_path, "acme", program)
    process = command(tmp_path, "", "doctor")
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "not loaded: this process was started to load a plugin, and starts no other" in out


@pytest.mark.parametrize("flags", [(), ("-O",), ("-OO",), ("-I", "-S")])
def test_child_runs_with_the_options_of_its_parent(tmp_path: Path, flags: tuple[str, ...]) -> None:
    shown = "f'{sys.flags.optimize} {sys.flags.isolated} {sys.flags.no_site}'"
    lay(tmp_path, "acme", f"import sys\nprint('FLAGS', {shown}, file=sys.stderr)\nHEALTHY")
    path = [str(tmp_path), *filter(None, sys.path)]
    program = (
        f"import sys; sys.path[:] = {path!r}; sys.argv = ['', 'doctor']\n"
        f"print('FLAGS', {shown}, file=sys.stderr)\nfrom oauth_presets.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, *flags, "-c", program], capture_output=True, text=True, cwd=tmp_path,
        timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    ours, theirs = [line for line in done.stderr.splitlines() if line.startswith("FLAGS")]
    assert ours == theirs


def test_child_process_uses_the_parents_sys_path(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    lay(folder, "acme", "HEALTHY")
    trap = tmp_path / "here"
    trap.mkdir()
    for module in ("json", "queue", "oauth_presets", "acme_mod"):
        (trap / f"{module}.py").write_text("raise SystemExit('from the current folder')")
    # Without -m, which would put the current folder on sys.path.
    program = (
        "import sys; sys.path.remove(''); sys.argv[1:] = ['doctor']\n"
        "from oauth_presets.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=trap, timeout=60,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_duplicate_name_is_reported_without_import(tmp_path: Path) -> None:
    make_distribution(
        tmp_path, "twice", {"acme": "twice_mod:preset", "Acme": "twice_mod:preset"},
        {"twice_mod": "raise AssertionError('it was imported')"},
    )  # fmt: skip
    done = run("doctor", path=tmp_path)
    assert done.returncode == 1
    assert "more than once" in done.stdout
    assert "imported" not in done.stdout + done.stderr
