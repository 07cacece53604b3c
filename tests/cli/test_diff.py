"""`oauth-presets diff`: two sources of presets, compared without installing either."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import PROJECT
from support.command import run
from support.plugins import offer, preset_module, wheel

from oauth_presets.cli._shapes import shape_schema

ACCEPTED = (
    "Accepted: a wheel (.whl), a file that `oauth-presets export` or `oauth-presets lock` wrote, "
    "or the word installed."
)
RUNS = "Reading {}: its modules run in a separate process."


def module(*presets: str, **changes: str) -> str:
    """Return the source of presets; `changes` are texts to replace in it."""
    source = "\n".join(preset_module(name, name) for name in presets)
    for old, new in changes.items():
        before = {"scopes": 'scopes=("read",)', "example": ".example/token"}[old]
        source = source.replace(before, new)
    return source


def acme(folder: Path, version: str, *presets: str, **changes: str) -> Path:
    """Write a wheel of acme-presets."""
    offered = {name: f"acme_mod:{name}" for name in presets}
    return wheel(folder, offered, {"acme_mod": module(*presets, **changes)}, version=version)


def diff(
    folder: Path, *arguments: str | Path, code: int, site: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    done = run("diff", *map(str, arguments), cwd=folder, path=site)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


def changes(folder: Path, *arguments: str | Path, site: Path | None = None) -> list[dict[str, Any]]:
    """Return the changes in JSON; they match the schema."""
    done = run("diff", *map(str, arguments), "--json", cwd=folder, path=site)
    found = json.loads(done.stdout)
    jsonschema.validate(found, shape_schema("diff"))
    assert done.returncode == bool(found["changes"]), done.stderr
    return found["changes"]  # type: ignore[no-any-return]


def kinds(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(row["name"], row["kind"], row["field"]) for row in rows]


def exported(file: Path, name: str, site: Path, **values: Any) -> Path:
    """Export a preset; `values` replace fields of it."""
    document = json.loads(run("export", name, path=site).stdout)
    document["presets"][0]["preset"].update(values)
    file.write_text(json.dumps(document))
    return file


# -- what it shows ---------------------------------------------------------------------------------


def test_two_wheels_show_what_an_upgrade_changes(tmp_path: Path) -> None:
    """As docs/trust.md shows it."""
    old = acme(tmp_path, "1.0", "acme", "left")
    source = module("acme", scopes='scopes=("read", "admin")', example=".example.net/token")
    new = wheel(
        tmp_path, {"acme": "acme_mod:acme", "beta": "acme_mod:beta"},
        {"acme_mod": source + module("beta")}, version="2.0",
    )  # fmt: skip
    done = run("diff", old.name, new.name, cwd=tmp_path, merged=True)
    assert done.returncode == 1
    page = (PROJECT / "docs" / "trust.md").read_text(encoding="utf-8")
    assert f"$ oauth-presets diff {old.name} {new.name}\n{done.stdout}```" in page
    assert sorted(file.name for file in tmp_path.iterdir()) == [old.name, new.name]


@pytest.mark.slow
def test_json_holds_both_sides_versions_and_values(tmp_path: Path) -> None:
    old = acme(tmp_path, "1.0", "acme", "beta")
    new = acme(tmp_path, "2.0", "acme", scopes='scopes=("read", "admin")')
    done = diff(tmp_path, old.name, new.name, "--json", code=1)
    assert json.loads(done.stdout) == {
        "old": {"source": old.name, "kind": "wheel", "presets": 2},
        "new": {"source": new.name, "kind": "wheel", "presets": 1},
        "versions": [{"distribution": "acme-presets", "was": "1.0", "is": "2.0"}],
        "changes": [
            {"name": "acme", "distribution": "acme-presets", "kind": "changed",
             "field": "scopes", "was": ["read"], "is": ["read", "admin"], "detail": "",
             "asks_for": ["admin"]},
            {"name": "beta", "distribution": "acme-presets", "kind": "gone", "field": "",
             "was": None, "is": None, "detail": "is gone", "asks_for": []},
        ],
    }  # fmt: skip


def test_markdown_shows_values_as_code(tmp_path: Path) -> None:
    site = tmp_path / "site"
    offer(site, "acme")
    old = exported(tmp_path / "old.json", "acme", site)
    new = exported(
        tmp_path / "new.json", "acme", site,
        scopes=["read", "a|b"], title="`<b>` @someone", keywords=["new"],
    )  # fmt: skip
    done = diff(tmp_path, old.name, new.name, "--markdown", code=1)
    assert done.stdout == (
        "**1 preset differs: 1 changed, 1 asking for more.**\n\n"
        "### Asks for more\n\n"
        "| preset | package | field | scopes |\n"
        "| --- | --- | --- | --- |\n"
        '| `acme` | `acme-presets` | `scopes` | `["a\\|b"]` |\n\n'
        "### Changed\n\n"
        "| preset | package | field | was | is |\n"
        "| --- | --- | --- | --- | --- |\n"
        '| `acme` | `acme-presets` | `scopes` | `["read"]` | `["read", "a\\|b"]` |\n'
        '| `acme` | `acme-presets` | `keywords` | not set | `["new"]` |\n'
        '| `acme` | `acme-presets` | `title` | `"Acme"` | `` "`<b>` @someone" `` |\n'
    )


@pytest.mark.slow
def test_version_change_alone_is_not_a_difference(tmp_path: Path) -> None:
    old, new = acme(tmp_path, "1.0", "acme"), acme(tmp_path, "2.0", "acme")
    done = diff(tmp_path, old, new, code=0)
    assert done.stdout == ""
    assert done.stderr.splitlines()[2:] == ["acme-presets: 1.0 -> 2.0", "No preset differs."]
    assert diff(tmp_path, old, old, code=0).stderr.splitlines() == [
        RUNS.format(old), "No preset differs."
    ]  # fmt: skip
    gone = acme(tmp_path, "3.0", "beta")
    assert diff(tmp_path, old, gone, "--markdown", code=1).stdout == (
        "**2 presets differ: 1 gone, 1 new.**\n\n- `acme-presets: 1.0 -> 3.0`\n\n"
        "### New, gone or broken\n\n"
        "| preset | package | what |\n| --- | --- | --- |\n"
        "| `acme` | `acme-presets` | `is gone` |\n"
        '| `beta` | `acme-presets` | `is new; it asks for ["read"]` |\n'
    )


# -- which presets are compared --------------------------------------------------------------------


@pytest.mark.slow
def test_wheel_is_compared_with_its_own_distribution_as_installed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    offer(site, "acme", version="1.0")
    offer(site, "other", "raise AssertionError('it was imported')")
    new = wheel(
        tmp_path, {"acme": "acme_mod:preset", "beta": "acme_mod:beta"},
        {"acme_mod": module("beta") + preset_module("acme").replace('("read",)', '("write",)')},
        distribution="Acme_Presets", version="2.0",
    )  # fmt: skip
    found = changes(tmp_path, "installed", new, site=site)
    assert kinds(found) == [("acme", "changed", "scopes"), ("beta", "new", "")]
    assert (found[0]["was"], found[0]["is"]) == (["read"], ["write"])
    done = diff(tmp_path, new, code=1, site=site)
    assert done.stderr.splitlines()[-2:] == [
        "acme-presets: 2.0 -> 1.0", "2 presets differ: 1 changed, 1 gone, 1 asking for more."
    ]  # fmt: skip
    assert "imported" not in done.stderr


@pytest.mark.slow
def test_partial_lock_is_compared_with_its_presets_only(tmp_path: Path) -> None:
    site = tmp_path / "site"
    offer(site, "acme")
    offer(site, "other")
    run("lock", "acme", "slack", cwd=tmp_path, path=site)
    lock = tmp_path / "oauth-presets.lock"
    assert changes(tmp_path, lock, site=site) == []
    source = preset_module("acme").replace(".example/token", ".example.net/token")
    new = wheel(
        tmp_path, {"acme": "acme_mod:preset", "beta": "acme_mod:beta"},
        {"acme_mod": source + module("beta")}, version="2.0",
    )  # fmt: skip
    assert kinds(changes(tmp_path, lock, new)) == [
        ("acme", "changed", "token_hosts"), ("acme", "changed", "token_url")
    ]  # fmt: skip
    (tmp_path / "export.json").write_text(run("export", "slack", "jira").stdout)
    assert kinds(changes(tmp_path, lock, "export.json")) == [("acme", "gone", "")]
    run("lock", "acme", "--file", "other.lock", cwd=tmp_path, path=site)
    assert kinds(changes(tmp_path, "other.lock", lock)) == [("slack", "new", "")]


@pytest.mark.slow
def test_lock_reports_presets_that_no_longer_resolve_by_name(tmp_path: Path) -> None:
    site = tmp_path / "site"
    offer(site, "acme")
    run("lock", "acme", cwd=tmp_path, path=site)
    offer(site, "acme", distribution="thief", module="thief_mod")
    (row,) = changes(tmp_path, "oauth-presets.lock", site=site)
    assert (row["field"], row["was"], row["is"]) == ("by_name", True, False)


def test_exports_are_compared_completely(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text(run("export", "slack").stdout)
    (tmp_path / "new.json").write_text(run("export", "slack", "jira").stdout)
    assert kinds(changes(tmp_path, "old.json", "new.json")) == [("jira", "new", "")]
    assert kinds(changes(tmp_path, "new.json", "old.json")) == [("jira", "gone", "")]


@pytest.mark.slow
def test_preset_that_moves_to_another_package_is_gone_and_new(tmp_path: Path) -> None:
    old = acme(tmp_path, "1.0", "acme")
    source = {"acme_mod": module("acme")}
    new = wheel(tmp_path, {"acme": "acme_mod:acme"}, source, distribution="acme")
    assert [(row["distribution"], row["kind"], row["detail"])
            for row in changes(tmp_path, old, new)] == [
        ("acme", "new", 'is new; it asks for ["read"]'),
        ("acme-presets", "gone", "is gone; acme offers the name"),
    ]  # fmt: skip


# -- modules run apart -----------------------------------------------------------------------------


@pytest.mark.slow
def test_module_that_ends_the_process_is_one_broken_preset(tmp_path: Path) -> None:
    old = acme(tmp_path, "1.0", "acme", "beta")
    new = wheel(
        tmp_path, {"acme": "acme_mod:acme", "beta": "beta_mod:beta"},
        {"acme_mod": "import os\nprint('NOISE')\nos._exit(3)", "beta_mod": module("beta")},
        version="2.0",
    )  # fmt: skip
    done = diff(tmp_path, old.name, new.name, code=1)
    assert done.stdout.splitlines()[1:] == [
        f"acme  acme-presets  does not load from {new.name}: importing it ended the process (exit "
        "status 3)"
    ]
    assert "NOISE\n" in done.stderr


@pytest.mark.slow
def test_wheel_module_takes_precedence_over_the_installed_version(tmp_path: Path) -> None:
    site = tmp_path / "site"
    offer(site, "acme")
    new = wheel(tmp_path, {"acme": "acme_mod:preset"}, {"other_mod": ""})
    (row,) = changes(tmp_path, "installed", new, site=site)
    assert row["detail"].startswith(f"does not load from {new}: importing acme_mod:preset raised")
    assert "the wheel has no module 'acme_mod'" in row["detail"]


# -- wrong input -----------------------------------------------------------------------------------


def test_wrong_input_exits_with_2(tmp_path: Path) -> None:
    done = diff(tmp_path, "none.whl", code=2)
    assert (done.stdout, done.stderr.splitlines()[1:]) == (
        "",
        [f"Error: Cannot read none.whl: No such file or directory. {ACCEPTED}"],
    )


def test_help_says_which_side_is_old(tmp_path: Path) -> None:
    text = " ".join(diff(tmp_path, "--help", code=0).stdout.split())
    assert "`diff installed NEW.whl` shows what an upgrade changes." in text
    assert "`diff OLD` compares OLD with what is installed now." in text


def test_json_and_markdown_exclude_each_other(tmp_path: Path) -> None:
    done = diff(tmp_path, "installed", "--json", "--markdown", code=2)
    assert "--json and --markdown exclude each other" in done.stderr
