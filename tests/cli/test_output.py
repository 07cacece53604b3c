"""Output that cannot be written is an error of every command: one line on stderr, exit code 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-W", "error", "-m", "oauth_presets"]
COMPLETION = {
    "_OAUTH_PRESETS_COMPLETE": "complete_bash",
    "COMP_WORDS": "oauth-presets show sl",
    "COMP_CWORD": "2",
}
COMMANDS = {
    "build": ["build", "slack", "--client-id", "x"],
    "build, explained": ["build", "slack", "--explain"],
    "check": ["check", "bitbucket", "--use-proxy"],
    "completion": [],
    "credentials": ["credentials", "--help"],
    "diff": ["diff", "oauth-presets.lock", "oauth-presets.lock", "--json"],
    "doctor": ["doctor"],
    "export": ["export", "slack"],
    "help": ["--help"],
    "list": ["list"],
    "list, as JSON": ["list", "--json"],
    "lock": ["lock", "--check", "--json"],
    "login": ["login", "--help"],
    "new": ["new", "--help"],
    "schema": ["schema"],
    "show": ["show", "slack"],
    "validate": ["validate", "slack"],
    "version": ["--version"],
}
REASONS = {
    "closed": "stdout is closed.",
    "full": "The output could not be written: No space left on device.",
    "broken pipe": "The output could not be written: Broken pipe.",
}

WEEKLY = pytest.mark.weekly  # commands differ in how they write, less in what stops them


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working directory with a lock."""
    made = tmp_path_factory.mktemp("output")
    subprocess.run([*COMMAND, "lock", "slack"], cwd=made, check=True, capture_output=True)
    return made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("command", "sink"),
    [
        pytest.param(c, s, marks=pytest.mark.slow if s == "full" or c == "list" else WEEKLY)
        for c in COMMANDS
        for s in REASONS
    ],
)
def test_unwritable_stdout_is_one_line_on_stderr(command: str, sink: str, folder: Path) -> None:
    done = _run(COMMANDS[command], sink, folder, PYTHONUNBUFFERED="1")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, f"Error: {REASONS[sink]}")
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("sink", REASONS)
def test_unwritable_stdout_is_reported_with_the_default_buffer(sink: str, folder: Path) -> None:
    done = _run(["export", "slack"], sink, folder)
    assert (done.returncode, done.stderr) == (1, f"Error: {REASONS[sink]}\n")


@pytest.mark.parametrize("environment", [{}, {"PYTHONUNBUFFERED": "1"}])
def test_file_cut_short_by_a_full_disk_is_an_error(
    environment: dict[str, str], tmp_path: Path
) -> None:
    """The first write succeeds in part, which an unbuffered stdout of Python's own ignores."""
    limit = "import os, resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
    limit += "os.execv(sys.executable, sys.argv[1:])"
    with (tmp_path / "export.json").open("w") as file:
        done = subprocess.run(
            [sys.executable, "-c", limit, *COMMAND, "export", "slack"],
            stdout=file, stderr=subprocess.PIPE, text=True, env={**_clean(), **environment},
            timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "Error: The output could not be written: File too large.\n",
    )


def _run(
    arguments: list[str], sink: str, folder: Path, **environment: str
) -> "subprocess.CompletedProcess[str]":
    redirect = {"closed": ">&-", "full": ">/dev/full", "broken pipe": ""}[sink]
    ours, theirs = os.pipe()
    os.close(ours)
    environment |= {"HTTPS_PROXY": "http://127.0.0.1:1"} if "check" in arguments else {}
    environment |= {} if arguments else COMPLETION
    try:
        return subprocess.run(
            ["sh", "-c", f'exec "$@" {redirect}', "sh", *COMMAND, *arguments],
            stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, text=True,
            env={**_clean(), **environment}, cwd=folder, timeout=60,
        )  # fmt: skip
    finally:
        os.close(theirs)


def _clean() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONUNBUFFERED" and not name.startswith("OAUTH_PRESETS_")
    }
