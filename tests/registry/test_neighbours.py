"""One bad neighbour is one problem: each kind alone and all at once, in fresh processes."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.neighbours import KINDS, Seen
from support.plugins import offer

PROGRAM = """
import json, sys
from oauth_presets import Preset
from oauth_presets.publishing.rules import example
from oauth_presets.errors import PresetLoadError
from oauth_presets.registry.registry import default_registry as registry

# pydantic converts the list, and scans for its plugins before that.
converted = Preset(**{**dict(registry.get("slack")), "scopes": ["a"]})
entries, problems = registry.list(), registry.problems()
seen = {"converted": converted.scopes, "listed": entries, "failed": [], "loaded": [],
        "problems": [p.distribution for p in problems], "texts": [str(p) for p in problems]}
for entry in entries:
    if not entry.first_party:
        try:
            preset = registry.get(entry.name, entry.distribution)
        except PresetLoadError as error:
            seen["failed"].append((error.entry_point, error.distribution))
            assert (error.entry_point, error.distribution) == entry[:2], str(error)
            assert f"of {entry.distribution}" in str(error) or "more than once" in str(error)
            seen["texts"].append(str(error))
        else:
            assert type(preset.token_url) is str and preset.name == entry.name
            seen["loaded"].append(entry[:2])
ours = [entry.name for entry in entries if entry.first_party]
seen["built"] = [
    name for name in ours[:: int(sys.argv[2])] if example(registry.get(name)).token_url
]
seen["healthy"] = registry.build("healthy", subdomain="x").token_url
registry.refresh()
seen["listed_again"] = registry.list()
with open(sys.argv[1], "x") as file:
    json.dump(seen, file)
"""


def run(folder: Path, seen: Seen, step: int) -> dict[str, Any]:
    """Return what a fresh process sees in a folder. It builds every `step`th of our presets."""
    result = folder.parent / f"{folder.name}.json"
    path = os.pathsep.join([*seen.path, str(folder)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(result), str(step)],
        capture_output=True, text=True, timeout=60, cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    if done.returncode or not result.exists():  # a plugin's SystemExit may have code 0
        return {"error": f"exit code {done.returncode}: {done.stderr}"}
    return json.loads(result.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def lay(folder: Path, names: list[str]) -> Seen:
    """Write some kinds and a valid third-party preset; return what a registry should see."""
    folder.mkdir()
    offer(folder, "healthy")
    seen = [KINDS[name](folder) for name in names]
    return Seen(
        row=tuple(part for one in seen for part in one.row),
        fails=tuple(part for one in seen for part in one.fails),
        loads=tuple(part for one in seen for part in one.loads),
        path=tuple(part for one in seen for part in one.path),
    )


ALL = "all at once"


@pytest.mark.parametrize(
    "name", [*(pytest.param(kind, marks=pytest.mark.weekly) for kind in KINDS), ALL]
)
def test_bad_neighbour_is_one_row(name: str, tmp_path: Path) -> None:
    step = 1 if name == ALL else 60
    expected = lay(tmp_path / "site", [*KINDS] if name == ALL else [name])
    seen = run(tmp_path / "site", expected, step)
    assert "error" not in seen, seen["error"]
    assert sorted(seen["problems"]) == sorted(expected.row)
    assert {*map(tuple, seen["failed"])} == {*expected.fails}
    healthy = (("healthy", "healthy-presets"), *expected.loads)
    assert sorted(map(tuple, seen["loaded"])) == sorted(healthy)
    ours = [entry[0] for entry in seen["listed"] if entry[1] == "oauth-presets"]
    assert len(ours) >= 100
    assert seen["built"] == ours[::step]
    assert seen["healthy"] == "https://x.preset.example/token"
    assert seen["converted"] == ["a"]
    texts = [*seen["texts"], *(cell for entry in seen["listed"] for cell in entry[:4])]
    assert [text for text in texts if not text.replace("\n", "").isprintable()] == []


def test_at_least_40_kinds_of_bad_neighbours_are_tested() -> None:
    assert len(KINDS) >= 40


@pytest.mark.slow
def test_doctor_reports_each_bad_neighbour_without_its_output(tmp_path: Path) -> None:
    expected = lay(tmp_path / "all", [*KINDS])
    path = os.pathsep.join([*expected.path, str(tmp_path / "all")])
    done = subprocess.run(
        [sys.executable, "-m", "oauth_presets", "doctor", "--json"],
        capture_output=True, text=True, timeout=120, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "NOISE" in done.stderr
    report = json.loads(done.stdout)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for finding in report["findings"]:
        assert finding["finding"]
        found = finding["name"], finding["distribution"]
        kinds.setdefault(finding["kind"], []).append(found)
    assert set(kinds) == {"unreadable", "broken", "twice", "unproven"}
    assert kinds["unproven"] == [("", "oauth-presets")]
    twice = [owner for _, owner in kinds["twice"]]
    assert twice == ["editable_beside_wheel-presets", "old_and_new-presets"]
    assert sorted(owner for _, owner in kinds["unreadable"]) == sorted(expected.row)
    # A warning is an error only in the tests' own processes.
    broken = {*expected.fails} - {("warns", "warns-presets")}
    assert sorted(kinds["broken"]) == sorted(broken)


SLEEPS = """
import sys, time
print("asleep", file=sys.stderr, flush=True)
time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("program", "code"),
    [
        (["-c", "import oauth_presets as o; o.get_preset('sleeps')"], -signal.SIGINT),
        (["-m", "oauth_presets", "show", "sleeps"], 130),
        (["-m", "oauth_presets", "doctor"], 130),
        (["-m", "oauth_presets", "lock", "sleeps"], 130),
    ],
)
def test_ctrl_c_interrupts_a_plugin_during_import(
    tmp_path: Path, program: list[str], code: int
) -> None:
    offer(tmp_path, "sleeps", SLEEPS)
    process = subprocess.Popen(
        [sys.executable, *program], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    assert process.stderr is not None
    try:
        assert process.stderr.readline() == "asleep\n"
        process.send_signal(signal.SIGINT)
        _, text = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == code
    assert ("KeyboardInterrupt" in text) == (code < 0)
    assert sorted(tmp_path.glob("*.lock*")) == []
