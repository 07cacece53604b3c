"""`oauth-presets doctor`: what is wrong is found, named, and told to CI by the exit code."""

import json
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.command import run
from support.plugins import offer, preset_module

from oauth_presets import __version__, list_presets
from oauth_presets.testing import make_distribution

pytestmark = pytest.mark.slow


def report(path: Path, *options: str, code: int) -> dict[str, Any]:
    done = run("doctor", "--json", *options, path=path)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def findings(path: Path, *options: str, code: int = 1) -> set[tuple[str, str, str]]:
    found = report(path, *options, code=code)["findings"]
    assert all(finding["finding"] for finding in found)
    assert any(finding["fails"] for finding in found) == bool(code)
    rows = [(finding["kind"], finding["name"], finding["distribution"]) for finding in found]
    assert rows == sorted(rows)
    assert rows.count(OURS) == 1
    return {*rows} - {OURS}


OURS = ("unproven", "", "oauth-presets")
"""What is always found: some of our own presets have no page of the vendor's to prove them."""


def dated(name: str, day: date | None) -> str:
    source = preset_module(name).replace("docs_url", f"verified_on={day!r}, docs_url")
    return f"import datetime\n{source}"


def test_sound_installation_exits_0_and_lists_presets_by_distribution(tmp_path: Path) -> None:
    offer(tmp_path, "sound")
    rows = {row["distribution"]: row for row in report(tmp_path, code=0)["distributions"]}
    assert rows["sound-presets"] == {
        "distribution": "sound-presets", "version": "1.0", "presets": ["sound"]
    }  # fmt: skip
    assert "google_drive" in rows["oauth-presets"]["presets"]
    assert findings(tmp_path, code=0) == set()


def test_every_kind_of_finding_is_reported(tmp_path: Path) -> None:
    offer(tmp_path, "google_drive")
    offer(tmp_path, "shared")
    make_distribution(tmp_path, "other-presets", {"Shared": "shared_mod:preset"})
    offer(tmp_path, "broken", "raise SystemExit('no thanks')")
    (offer(tmp_path, "unreadable") / "entry_points.txt").write_bytes(b"[oauth_presets]\n\xe9")
    assert findings(tmp_path) == {
        ("shadowed", "google_drive", "google_drive-presets"),
        ("conflict", "shared", "shared-presets"),
        ("conflict", "shared", "other-presets"),
        ("broken", "broken", "broken-presets"),
        ("unreadable", "", "unreadable-presets"),
    }
    texts = {row["kind"]: row["finding"] for row in report(tmp_path, code=1)["findings"]}
    assert "no thanks" in texts["broken"]
    assert "UnicodeDecodeError" in texts["unreadable"]
    assert texts["conflict"] == "other-presets offers it too; choose one with --distribution" or (
        texts["conflict"] == "shared-presets offers it too; choose one with --distribution"
    )
    assert texts["shadowed"].endswith("use --distribution to get this one")


def test_conflict_names_all_other_packages(tmp_path: Path) -> None:
    offer(tmp_path, "shared")
    for name in ("first-presets", "second-presets"):
        make_distribution(tmp_path, name, {"shared": "shared_mod:preset"})
    rows = report(tmp_path, code=1)["findings"]
    (text,) = (row["finding"] for row in rows if row["distribution"] == "shared-presets")
    assert text == ("first-presets and second-presets offer it too; choose one with --distribution")


def test_shadowed_name_alone_does_not_fail(tmp_path: Path) -> None:
    offer(tmp_path, "google_drive")
    kinds = findings(tmp_path, code=0)
    assert kinds == {("shadowed", "google_drive", "google_drive-presets")}


def test_catalogue_file_with_our_names_is_one_row(tmp_path: Path) -> None:
    names = ("google_drive", "jira", "slack")
    file = tmp_path / "copy.json"
    assert run("export", *names, "--output", str(file)).returncode == 0
    done = run("--catalogue", str(file), "doctor", "--json")
    assert done.returncode == 0, done.stderr
    rows = [row for row in json.loads(done.stdout)["findings"] if row["kind"] == "shadowed"]
    assert rows == [
        {
            "kind": "shadowed",
            "name": "",
            "distribution": "file:copy.json",
            "finding": "oauth-presets offers 3 of its names itself; use --distribution to get them",
            "fails": False,
        }
    ]


def test_old_comparison_dates_are_stale(tmp_path: Path) -> None:
    today = date.today()
    offer(tmp_path, "fresh", dated("fresh", today - timedelta(days=30)))
    offer(tmp_path, "old", dated("old", today - timedelta(days=31)))
    offer(tmp_path, "undated", dated("undated", None))
    offer(tmp_path, "future", dated("future", today + timedelta(days=2)))
    ours = [f for f in findings(tmp_path, "--max-age", "30") if f[2] != "oauth-presets"]
    assert sorted(name for kind, name, _ in ours if kind == "stale") == ["future", "old", "undated"]
    assert findings(tmp_path, code=0) == set()
    assert findings(tmp_path, "--max-age", "99999999999") == {
        ("stale", "undated", "undated-presets"), ("stale", "future", "future-presets")
    }  # fmt: skip


def test_default_output_is_a_table(tmp_path: Path) -> None:
    offer(tmp_path, "broken", "raise ValueError('two\\nlines')")
    done = run("doctor", path=tmp_path)
    assert done.returncode == 1
    table, findings = (part.splitlines() for part in done.stdout.split("\n\n"))
    assert [row.split() for row in table] == [
        ["DISTRIBUTION", "VERSION", "PRESETS"],
        ["broken-presets", "1.0", "1:", "broken"],
        ["oauth-presets", __version__, str(len(OURS_OFFERED))],
    ]
    assert "ValueError: two lines" in findings[1]
    assert done.stderr.endswith("1 warning, 1 error.\n")
    offer(tmp_path / "sound", "sound")
    sound = run("doctor", "--verbose", path=tmp_path / "sound")
    assert sound.stderr.endswith("1 warning, no errors.\n")
    assert f"{len(OURS_OFFERED)}: {', '.join(OURS_OFFERED)}\n" in sound.stdout


OURS_OFFERED = [entry.name for entry in list_presets() if entry.first_party]


def test_unproven_facts_are_counted(tmp_path: Path) -> None:
    for name, more in {
        "one": "evidence='catalogues'", "two": "evidence='catalogues', unverified=('scopes',)",
        "three": "evidence='vendor_page'", "four": "unverified=('scopes', 'pkce')",
        "five": "pkce='unknown'",
    }.items():  # fmt: skip
        source = preset_module(name, attribute=name).replace("docs_url", f"{more}, docs_url")
        (tmp_path / f"{name}_mod.py").write_text(source)
    names = ("one", "two", "three", "four", "five")
    make_distribution(tmp_path, "some", {name: f"{name}_mod:{name}" for name in names})
    make_distribution(
        tmp_path, "proven", {"six": "six_mod:preset"}, {"six_mod": preset_module("six")}
    )
    rows = [row for row in report(tmp_path, code=0)["findings"] if row["kind"] == "unproven"]
    assert [row["distribution"] for row in rows] == ["oauth-presets", "some"]
    assert rows[1]["finding"] == (
        "of 5 presets, 2 compared with other catalogues only and 2 with fields that could not be "
        "compared"
    )
    assert not any(row["fails"] for row in rows)


def test_two_versions_of_a_package_are_reported(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    offer(tmp_path, "acme", version="9.0")
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"}, version="10.0")
    make_distribution(tmp_path, "acme-presets", {"acme": "acme_mod:preset"}, version="8.0")
    make_distribution(tmp_path, "no-presets")
    make_distribution(elsewhere, "no-presets", version="2.0")
    offer(tmp_path, "same")
    offer(elsewhere, "same")
    offer(tmp_path, "other")
    offer(elsewhere, "other", version="0.9")
    (offer(elsewhere, "unreadable", version="0.9") / "METADATA").write_bytes(b"\xff")
    offer(tmp_path, "unreadable")
    path = Path(os.pathsep.join(map(str, (tmp_path, elsewhere, tmp_path))))
    rows = [row for row in report(path, code=0)["findings"] if row["kind"] == "twice"]
    assert [(row["distribution"], row["finding"], row["fails"]) for row in rows] == [
        ("acme-presets", f"8.0 is also in {str(tmp_path)!a}; 10.0 is used", False),
        ("acme-presets", f"9.0 is also in {str(tmp_path)!a}; 10.0 is used", False),
        ("other-presets", f"0.9 is also in {str(elsewhere)!a}; 1.0 is used", False),
    ]


def test_impersonating_metadata_is_reported(tmp_path: Path) -> None:
    make_distribution(tmp_path, "oauth-presets", {"acme": "acme:preset"}, version="99")
    assert findings(tmp_path) == {("unreadable", "", "oauth-presets")}


@pytest.mark.parametrize("wrong", ["-1", "soon"])
def test_invalid_max_age_is_wrong_usage(wrong: str) -> None:
    assert run("doctor", f"--max-age={wrong}").returncode == 2
