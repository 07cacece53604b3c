"""`oauth-presets doctor`: what is wrong is found, named, and told to CI by the exit code."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from neighbours import offer
from support import oauth_presets, preset_module

from oauth_presets.testing import make_distribution


def report(path: Path, *options: str, code: int) -> dict[str, Any]:
    done = oauth_presets("doctor", "--json", *options, path=path)
    assert done.returncode == code, done.stdout + done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def findings(path: Path, *options: str, code: int = 1) -> set[tuple[str, str, str]]:
    found = report(path, *options, code=code)["findings"]
    assert all(finding["finding"] for finding in found)
    return {(finding["kind"], finding["name"], finding["distribution"]) for finding in found}


def dated(name: str, day: date | None) -> str:
    source = preset_module(name).replace("docs_url", f"verified_on={day!r}, docs_url")
    return f"import datetime\n{source}"


def test_a_sound_installation_is_0_and_lists_who_offers_what(tmp_path: Path) -> None:
    offer(tmp_path, "sound")
    rows = {row["distribution"]: row for row in report(tmp_path, code=0)["distributions"]}
    assert rows["sound-presets"] == {
        "distribution": "sound-presets", "version": "1.0", "presets": ["sound"]
    }  # fmt: skip
    assert "google_drive" in rows["oauth-presets"]["presets"]
    assert findings(tmp_path, code=0) == set()


def test_every_kind_of_finding_is_named(tmp_path: Path) -> None:
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
    assert "offered by " in texts["conflict"]


def test_a_shadowed_name_alone_is_no_failure(tmp_path: Path) -> None:
    offer(tmp_path, "google_drive")
    kinds = findings(tmp_path, code=0)
    assert kinds == {("shadowed", "google_drive", "google_drive-presets")}


def test_what_was_compared_too_long_ago_is_stale(tmp_path: Path) -> None:
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


def test_people_read_a_table(tmp_path: Path) -> None:
    offer(tmp_path, "broken", "raise ValueError('two\\nlines')")
    done = oauth_presets("doctor", path=tmp_path)
    assert done.returncode == 1
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["DISTRIBUTION", "VERSION", "PRESETS"]
    assert any(row.split() == ["broken-presets", "1.0", "1:", "broken"] for row in rows)
    assert "ValueError: two lines" in rows[-1]
    offer(tmp_path / "sound", "sound")
    assert "Nothing is wrong." in oauth_presets("doctor", path=tmp_path / "sound").stderr


def test_metadata_that_claims_to_be_ours_is_found(tmp_path: Path) -> None:
    make_distribution(tmp_path, "oauth-presets", {"acme": "acme:preset"}, version="99")
    assert findings(tmp_path) == {("unreadable", "", "oauth-presets")}


@pytest.mark.parametrize("wrong", ["-1", "soon"])
def test_an_age_is_a_number_of_days(wrong: str) -> None:
    assert oauth_presets("doctor", f"--max-age={wrong}").returncode == 2
