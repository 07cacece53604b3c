"""`oauth-presets lock`: what it writes over, what it says first, and the commands it recommends."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import run
from support.plugins import offer, preset_module

from oauth_presets import ArgumentError, LockError, PresetRegistry
from oauth_presets.lock import read_lock, take_lock
from oauth_presets.lockfile.file import exclusive, save_lock
from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow


class Place:
    """A folder to run the command in, with a folder of installed packages of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.lock = folder / "oauth-presets.lock"

    def run(self, *arguments: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        done = run(*arguments, path=self.site, cwd=self.folder)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done

    def python(self, program: str, code: int) -> str:
        """Run a program; return what it wrote to stderr."""
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, cwd=self.folder,
            timeout=60, env={**os.environ, "PYTHONPATH": str(self.site)},
        )  # fmt: skip
        assert done.returncode == code, done.stderr
        return done.stderr

    def advised(self, text: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
        """Run the last command that a message recommends, as a shell would."""
        commands = re.findall(r"`(oauth-presets [^`]*)`", text)
        assert commands, text
        return self.run(*shlex.split(commands[-1])[1:], code=code)

    def install(self, name: str, **changes: str) -> Path:
        """Install, or upgrade, `<name>-presets`."""
        for info in self.site.glob(f"{name}_presets-*.dist-info"):
            self.remove(info)
        source = preset_module(name)
        for old, new in changes.items():
            if old != "version":
                before = {"scopes": 'scopes=("read",)', "host": "preset.example"}[old]
                source = source.replace(before, new)
        return offer(self.site, name, source, version=changes.get("version", "1.0"))

    def remove(self, info: Path) -> None:
        for file in info.iterdir():
            file.unlink()
        info.rmdir()

    def held(self) -> list[tuple[str, str]]:
        """Return name and owner of what is locked."""
        return [*read_lock(self.lock).records]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "site").mkdir()
    return Place(tmp_path)


THIEF = {"thief_mod": "raise AssertionError('it was imported')"}


# -- whose presets ---------------------------------------------------------------------------------


def test_conflict_is_locked_only_with_distribution(place: Place) -> None:
    place.install("acme")
    make_distribution(place.site, "thief", {"acme": "thief_mod:preset"}, THIEF)
    done = place.run("lock", "acme", code=1)
    assert "--distribution acme-presets" in done.stderr
    assert "distribution=" not in done.stderr
    assert not place.lock.exists()
    place.run("lock", "acme", "--distribution", "acme-presets")
    assert place.held() == [("acme", "acme-presets")]
    place.run("lock", "--check")
    place.run("lock", "--add", "slack")
    assert place.held() == [("acme", "acme-presets"), ("slack", "oauth-presets")]
    done = place.run("lock")
    assert place.held() == [("acme", "acme-presets"), ("slack", "oauth-presets")]
    assert "imported" not in done.stderr


# -- what is written over --------------------------------------------------------------------------


def test_names_of_an_existing_lock_are_kept_and_reported(place: Place) -> None:
    place.run("lock", "slack", "google_drive")
    before = place.lock.read_text()
    place.install("acme")
    done = place.run("lock")
    assert "2 presets locked in oauth-presets.lock again; --all" in done.stderr
    assert "--all" in done.stderr
    assert (done.stdout, place.lock.read_text()) == ("", before)
    done = place.run("lock", "--all")
    assert len(read_lock(place.lock).records) > 100
    assert re.search(r"^acme +acme-presets +was not locked before; it asks", done.stdout, re.M)
    assert read_lock(place.lock).names is None
    place.install("later")
    done = place.run("lock")
    assert ("later", "later-presets") in place.held()
    assert [row.split()[0] for row in done.stdout.splitlines()] == ["NAME", "later"]


def test_changes_are_printed_before_writing(place: Place) -> None:
    place.install("acme")
    place.run("lock", "acme", "slack")
    place.install("acme", version="2.0", scopes='scopes=("read", "admin")')
    checked = place.run("lock", "--check", code=1)
    done = place.run("lock")
    assert done.stdout == checked.stdout
    assert 'scopes: ASKS FOR MORE: ["admin"]' in done.stdout
    assert place.run("lock").stdout == ""
    done = place.run("lock", "google_drive", "slack")
    assert [row.split(maxsplit=2) for row in done.stdout.splitlines()[1:]] == [
        ["acme", "acme-presets", "no longer locked"],
        ["google_drive", "oauth-presets",
         'was not locked before; it asks for ["https://www.googleapis.com/auth/drive.readonly"]'],
    ]  # fmt: skip


def test_damaged_lock_is_not_overwritten(place: Place) -> None:
    place.run("lock", "slack")
    text = place.lock.read_text().replace("slack.com", "evil.example", 1)
    place.lock.write_text(text)
    for arguments in ([], ["slack"], ["--add", "xero"], ["--all"]):
        done = place.run("lock", *arguments, code=1)
        assert "is damaged" in done.stderr
        assert "remove it" in done.stderr
        assert place.lock.read_text() == text
    place.lock.unlink()
    place.run("lock", "slack")


@pytest.mark.parametrize("content", [None, "", '{"format": 1}'])
def test_unreadable_lock_error_names_the_file(place: Place, content: str | None) -> None:
    if content is not None:
        (place.folder / "my.lock").write_text(content)
    done = place.run("lock", "--check", "--file", "my.lock", code=1)
    (place.folder / "my.lock").unlink(missing_ok=True)
    place.advised(done.stderr)
    assert read_lock(place.folder / "my.lock").names is None


def test_empty_lock_is_damaged_for_every_command(place: Place) -> None:
    place.lock.touch()
    for arguments in (["--check"], [], ["slack"], ["--add", "slack"], ["--all"]):
        done = place.run("lock", *arguments, code=1)
        assert "is damaged: it is empty" in done.stderr
        assert place.lock.read_bytes() == b""


def test_add_keeps_existing_records(place: Place) -> None:
    place.install("acme")
    place.run("lock", "acme")
    place.install("acme", version="2.0")
    place.run("lock", "--add", "slack")
    assert read_lock(place.lock).names == ("acme", "slack")
    done = place.run("lock", "--check", code=1)
    assert 'version: was "1.0", is "2.0"' in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--all", "slack"], ["--all", "--add"], ["--add"], ["--distribution", "oauth-presets"],
        ["--json"], ["--json", "slack"], ["--check", "--all"], ["--check", "--add", "slack"],
    ],
)  # fmt: skip
def test_contradictory_options_are_wrong_usage(place: Place, arguments: list[str]) -> None:
    place.run("lock", *arguments, code=2)
    assert not place.lock.exists()


# -- what is recommended works ---------------------------------------------------------------------


def test_recommended_command_drops_removed_presets(place: Place) -> None:
    info = place.install("acme")
    place.run("lock", "acme", "slack")
    place.remove(info)
    done = place.run("lock", "--check", code=1)
    assert "drops 1 that is gone" in done.stderr
    done = place.advised(done.stderr)
    assert "is gone: it is no longer installed" in done.stdout
    assert place.held() == [("slack", "oauth-presets")]
    place.run("lock", "--check")


def test_no_command_is_recommended_for_an_emptied_lock(place: Place) -> None:
    info = place.install("acme")
    place.run("lock", "acme")
    place.remove(info)
    assert "`" not in place.run("lock", "--check", code=1).stderr
    before = place.lock.read_text()
    assert "Name the presets to lock" in place.run("lock", code=1).stderr
    assert place.lock.read_text() == before


def test_trusting_a_new_package_is_always_announced(place: Place) -> None:
    info = place.install("acme")
    place.run("lock")
    make_distribution(place.site, "thief", {"acme": "acme_mod:preset"})
    done = place.run("lock", "--check", code=1)
    assert "TRUSTS the new presets of thief" in done.stderr
    place.run("lock", "--all", "--file", "other.lock")
    place.lock.unlink()
    place.remove(place.site / "thief-1.0.dist-info")
    place.run("lock", "acme", "slack")
    make_distribution(place.site, "thief", {"acme": "thief_mod:preset"}, THIEF)
    done = place.run("lock", "--check", code=1)
    assert "thief offers the name too" in done.stdout
    done = place.advised(done.stderr)
    assert place.held() == [("acme", "acme-presets"), ("slack", "oauth-presets")]
    place.run("lock", "--check")
    place.remove(info)
    done = place.run("lock", "--check", code=1)
    assert "thief offers the name now" in done.stdout
    place.advised(done.stderr)
    assert place.held() == [("slack", "oauth-presets")]


def test_recommended_commands_name_file_and_catalogues(place: Place) -> None:
    place.install("acme")
    exported = place.run("export", "acme").stdout
    place.remove(place.site / "acme_presets-1.0.dist-info")
    (place.folder / "my presets.json").write_text(exported)
    catalogue = "--catalogue=my presets.json"
    place.run(catalogue, "lock", "acme", "--file", "my own.lock")
    (place.folder / "my presets.json").write_text(exported.replace('"read"', '"read", "write"'))
    done = place.run(catalogue, "lock", "--check", "--file", "my own.lock", code=1)
    place.advised(done.stderr)
    place.run(catalogue, "lock", "--check", "--file", "my own.lock")
    assert sorted(path.name for path in place.folder.iterdir()) == [
        "my own.lock", "my presets.json", "site"
    ]  # fmt: skip


def test_command_recommended_by_the_registry_works(place: Place) -> None:
    place.install("acme")
    place.run("lock", "slack", "--file", "my.lock")
    for name in ("jira", "acme"):
        program = f"from oauth_presets import *; PresetRegistry(lock='my.lock').get({name!r})"
        place.advised(place.python(program, 1))
        place.python(program, 0)
    assert read_lock(place.folder / "my.lock").names == ("acme", "jira", "slack")
    place.install("acme", version="2.0")
    place.advised(place.python(program, 1))
    place.python(program, 0)
    place.install("newcomer")
    place.run("lock", "--all", "--file", "my.lock")
    place.install("another")
    place.install("acme", version="2.0", scopes='scopes=("read", "admin")')
    place.advised(place.python(program, 1))
    place.python(program, 0)
    held = read_lock(place.folder / "my.lock").records
    assert ("newcomer", "newcomer-presets") in held
    assert ("another", "another-presets") not in held


def test_all_broken_presets_are_named(place: Place) -> None:
    place.install("acme")
    for name in ("first", "second"):
        offer(place.site, name, "raise ValueError('no')")
    done = place.run("lock", code=1)
    for name in ("first", "second"):
        assert f"The preset '{name}' of {name}-presets 1.0 cannot be loaded" in done.stderr
    assert "Or name the presets to lock" in done.stderr
    assert not place.lock.exists()
    done = place.run("lock", "first", code=1)
    assert "Or name the presets" not in done.stderr
    place.run("lock", "acme", "slack")
    (place.site / "acme_mod.py").write_text("raise ValueError('no')")
    done = place.run("lock", "--check", code=1)
    assert "fix or uninstall acme-presets." in done.stderr
    assert "`" not in done.stderr
    assert "Or name the presets" not in place.run("lock", code=1).stderr


# -- for programs ----------------------------------------------------------------------------------


def test_check_prints_json(place: Place) -> None:
    info = place.install("acme")
    place.run("lock")
    count = len(read_lock(place.lock).records)
    expected = {"lock": "oauth-presets.lock", "presets": count, "changes": []}
    assert json.loads(place.run("lock", "--check", "--json").stdout) == expected
    place.install("acme", version="2.0")
    place.install("newcomer")
    done = place.run("lock", "--check", "--json", code=1)
    expected["changes"] = [
        {"name": "acme", "distribution": "acme-presets", "kind": "changed",
         "field": "version", "was": "1.0", "is": "2.0", "detail": "", "asks_for": []},
        {"name": "newcomer", "distribution": "newcomer-presets", "kind": "new",
         "field": "", "was": None, "is": None, "detail": "is new, version 1.0",
         "asks_for": []},
    ]  # fmt: skip
    assert json.loads(done.stdout) == expected
    (place.site / "acme_mod.py").write_text("raise ValueError")
    place.remove(place.site / "newcomer_presets-1.0.dist-info")
    kinds = [c["kind"] for c in json.loads(place.run("lock", "--check", "--json", code=1).stdout)
             ["changes"]]  # fmt: skip
    assert kinds == ["changed", "broken"]
    place.remove(info.with_name("acme_presets-2.0.dist-info"))
    done = place.run("lock", "--check", "--json", code=1)
    assert [c["kind"] for c in json.loads(done.stdout)["changes"]] == ["gone"]
    assert "drops" in done.stderr


# -- files, writers, mounts ------------------------------------------------------------------------


def test_lock_of_a_catalogue_file_is_independent_of_its_folder(place: Place) -> None:
    place.install("acme")
    exported = place.run("export", "acme").stdout
    place.remove(place.site / "acme_presets-1.0.dist-info")
    elsewhere = place.folder / "elsewhere"
    elsewhere.mkdir()
    for path in (place.folder / "cat.json", elsewhere / "cat.json", elsewhere / "own.json"):
        path.write_text(exported)
    place.run("--catalogue", "./cat.json", "lock", "acme")
    assert place.held() == [("acme", "file:cat.json")]
    place.run("--catalogue", str(elsewhere / "cat.json"), "lock", "--check")
    for file in ("./cat.json", str(elsewhere / "cat.json")):
        registry = PresetRegistry(lock=place.lock)
        assert registry.load(place.folder / file) == ("acme",)
        assert registry.get("acme").title == "Acme"
    registry = PresetRegistry(lock=place.lock)
    registry.load(elsewhere / "own.json", name="cat.json")
    assert registry.get("acme").title == "Acme"
    with pytest.raises(ArgumentError, match=r"are named 'file:cat\.json'"):
        registry.load(elsewhere / "cat.json")


def test_catalogue_option_names_a_file(place: Place) -> None:
    place.install("acme")
    (place.folder / "cat.json").write_text(place.run("export", "acme").stdout)
    place.remove(place.site / "acme_presets-1.0.dist-info")
    place.run("--catalogue", "team=cat.json", "lock", "acme")
    assert place.held() == [("acme", "file:team")]
    (place.folder / "cat.json").write_text("{}")
    registry = PresetRegistry(lock=place.lock)
    (place.folder / "b.json").write_text(place.run("export", "slack").stdout)
    registry.load(place.folder / "b.json", name="team")
    with pytest.raises(LockError) as caught:
        registry.get("slack", "file:team")
    file = place.folder / "b.json"
    assert f"--catalogue=team={file} lock --add slack --distribution file:team" in str(caught.value)


def test_owner_is_shown_as_the_given_file(place: Place) -> None:
    place.install("acme")
    exported = place.run("export", "acme").stdout
    place.remove(place.site / "acme_presets-1.0.dist-info")
    for name in ("A.json", "a.json"):
        (place.folder / name).write_text(exported)
    files = ("--catalogue", "A.json", "--catalogue", "a.json")
    for name in ("A.json", "a.json"):
        done = place.run(*files, "show", "acme", "--distribution", f"file:{name}")
        assert done.stdout.splitlines()[-1].split() == ["Owner", f"file:{name}"]


def test_concurrent_adds_keep_both_changes(place: Place) -> None:
    place.run("lock", "slack")
    names = ["jira", "google_drive", "xero", "dropbox"]
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "oauth_presets", "lock", "--add", name], cwd=place.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        for name in names
    ]  # fmt: skip
    for writer in writers:
        try:
            _, errors = writer.communicate(timeout=60)
        finally:
            writer.kill()
        assert writer.returncode == 0, errors
    assert read_lock(place.lock).names == tuple(sorted(["slack", *names]))
    assert sorted(path.name for path in place.folder.iterdir()) == ["oauth-presets.lock", "site"]


def test_writer_waits_for_another_writer(place: Place) -> None:
    place.run("lock", "slack")
    with exclusive(place.lock):
        writer = subprocess.Popen(
            [sys.executable, "-m", "oauth_presets", "lock", "--add", "jira"], cwd=place.folder,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            with pytest.raises(subprocess.TimeoutExpired):
                writer.wait(timeout=3)
        except BaseException:
            writer.kill()
            raise
        write = take_lock(place.lock, ["xero", "slack"])
        save_lock(write)
    try:
        assert writer.wait(timeout=60) == 0
    finally:
        writer.kill()
    assert read_lock(place.lock).names == ("jira", "slack", "xero")


MOUNTED = 'mount --bind real.lock oauth-presets.lock && exec "$@"'


def test_separately_mounted_lock_file_is_reported(place: Place) -> None:
    place.run("lock", "slack")
    (place.folder / "real.lock").write_bytes(place.lock.read_bytes())
    unshare = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNTED, "sh"]
    if (
        not shutil.which("unshare")
        or subprocess.run(
            [*unshare, "true"], cwd=place.folder, capture_output=True, timeout=60
        ).returncode
    ):
        pytest.skip("mounting is not allowed here")
    done = subprocess.run(
        [*unshare, sys.executable, "-m", "oauth_presets", "lock", "--add", "jira"],
        cwd=place.folder, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == (
        "Error: Cannot replace oauth-presets.lock: it is mounted as a single file. Mount its "
        "folder instead, or write the lock elsewhere with --file.\n"
    )
