"""`export`, `schema`, and loading an exported file."""

import json
import os
import subprocess
from pathlib import Path

import jsonschema
import pytest
from support.command import COMMAND, run

from oauth_presets import (
    Preset,
    PresetConflictError,
    PresetLoadError,
    PresetRegistry,
    UnknownPresetError,
    get_preset,
    list_presets,
)
from oauth_presets.publishing.export import export, schema
from oauth_presets.testing import make_distribution

ACME = """
from oauth_presets import Preset
acme = Preset(name="acme", title="Acme", docs_url="https://acme.example/",
    authorize_url="https://acme.example/a", token_url="https://acme.example/t")
slack = Preset(**{**dict(acme), "name": "slack"})
"""


@pytest.mark.slow
def test_export_is_deterministic_sorted_and_valid_against_the_schema() -> None:
    runs = {
        subprocess.run(
            [*COMMAND, "export"], capture_output=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
    document = json.loads(runs.pop())
    names = [row["preset"]["name"] for row in document["presets"]]
    assert names == sorted(names)
    assert len(names) == len(list_presets())
    printed = json.loads(run("schema").stdout)
    assert printed == schema()
    jsonschema.Draft202012Validator.check_schema(printed)
    jsonschema.validate(document, printed)
    document["presets"][0]["preset"]["unknown"] = 1
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, printed)


def test_schema_describes_each_model_and_field() -> None:
    definitions = schema()["$defs"]
    assert {"Api", "AuthorizationResponse", "Preset", "TokenRequest", "Variable"} <= {*definitions}
    for model in (schema(), *definitions.values()):
        assert model["description"].endswith(".")
        for name, field in model["properties"].items():
            assert field.get("description"), name
            assert "\n" not in field["description"]


@pytest.mark.parametrize("name", ["google_drive", "tiktok", "zoho_crm"])
def test_show_json_has_every_field_of_a_preset_and_its_owner(name: str) -> None:
    shown = json.loads(run("show", name, "--json").stdout)
    jsonschema.validate({"format": 1, "presets": [shown]}, schema())
    assert Preset.model_validate(shown["preset"]) == get_preset(name)
    assert {*shown["preset"]} == {*Preset.model_fields}
    del shown["preset"]
    assert shown == {"distribution": "oauth-presets", "version": "0.1.0", "first_party": True}


@pytest.mark.slow
def test_export_reports_presets_that_do_not_load_and_prints_the_rest(tmp_path: Path) -> None:
    make_distribution(
        tmp_path, "bad-presets", {"aaa_bad": "bad_mod:x"}, {"bad_mod": "raise SystemExit"}
    )
    done = run("export", path=tmp_path)
    assert done.returncode == 1
    assert "Problem: The preset 'aaa_bad' of bad-presets 1.0 cannot be loaded" in done.stderr
    assert done.stderr.endswith("\nError: 1 preset could not be exported.\n")
    assert "sharepoint" in {row["preset"]["name"] for row in json.loads(done.stdout)["presets"]}


def test_export_selects_by_name_and_by_distribution(tmp_path: Path) -> None:
    make_distribution(
        tmp_path, "acme-presets", {"acme": "acme_mod:acme", "slack": "acme_mod:slack"},
        {"acme_mod": ACME},
    )  # fmt: skip

    def rows(*arguments: str) -> list[tuple[str, str, str]]:
        document = json.loads(run("export", *arguments, path=tmp_path).stdout)
        jsonschema.validate(document, schema())
        return [
            (row["preset"]["name"], row["distribution"], row["version"])
            for row in document["presets"]
        ]

    (own,) = {entry.version for entry in list_presets()}
    assert rows("Slack", "acme") == [
        ("acme", "acme-presets", "1.0"),
        ("slack", "oauth-presets", own),
    ]
    assert rows("--distribution", "Acme_Presets") == [
        ("acme", "acme-presets", "1.0"),
        ("slack", "acme-presets", "1.0"),
    ]
    for arguments, text in (
        (("nothing",), "Unknown preset 'nothing'"),
        (("a/b",), "cannot be a preset's name"),
        (("jira", "--distribution", "acme-presets"), "does not offer the preset 'jira'"),
        (("--distribution", "nobody"), "No presets to export"),
    ):
        done = run("export", *arguments, path=tmp_path)
        assert done.returncode == 1
        assert done.stdout == ""
        assert text in done.stderr


def test_export_that_cannot_write_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text("before")
    done = run("export", "-o", str(file), disk=100)
    assert done.returncode == 1
    assert f"Cannot write {file}: File too large." in done.stderr
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_export_leaves_out_shadowed_presets_and_says_so(tmp_path: Path) -> None:
    make_distribution(
        tmp_path / "site", "acme-presets", {"acme": "acme_mod:acme", "slack": "acme_mod:slack"},
        {"acme_mod": ACME},
    )  # fmt: skip
    everything = tmp_path / "everything.json"
    done = run("export", "-o", str(everything), path=tmp_path / "site")
    assert done.returncode == 0
    assert done.stderr == (
        "Left out 'slack' of acme-presets, because oauth-presets offers that name itself. To "
        "export it, use --distribution acme-presets.\n"
    )
    registry = PresetRegistry()
    names = registry.load(everything)
    assert set(names) == {"acme", *(entry.name for entry in list_presets())}
    assert registry.get("acme").title == "Acme"
    assert registry.get("slack", f"file:{everything.name}") == get_preset("slack")


def test_export_of_a_name_with_two_owners_is_a_problem_and_the_file_still_loads(
    tmp_path: Path,
) -> None:
    site, file = tmp_path / "site", tmp_path / "presets.json"
    for owner in ("one", "two"):
        make_distribution(site, owner, {"acme": f"{owner}:acme"}, {owner: ACME})
    done = run("export", "acme", "dropbox", "-o", str(file), path=site)
    assert done.returncode == 1
    assert done.stderr.startswith("Problem: The preset 'acme' is offered by 'one' and 'two'.")
    assert "--distribution one" in done.stderr
    assert PresetRegistry().load(file) == ("dropbox",)
    chosen = run("export", "acme", "--distribution", "two", "-o", str(file), path=site)
    assert (chosen.returncode, chosen.stderr) == (0, "")
    assert PresetRegistry().load(file) == ("acme",)


def test_command_line_reads_a_file_and_names_it_as_owner(tmp_path: Path) -> None:
    file = exported(tmp_path, "acme", title="From a file")
    option = ("--catalogue", str(file))
    listed = json.loads(run(*option, "list", "acme", "--json").stdout)
    assert [(row["name"], row["distribution"]) for row in listed] == [("acme", f"file:{file.name}")]
    assert f"file:{file.name}" in run(*option, "show", "acme").stdout
    built = json.loads(run(*option, "build", "acme", "--client-id", "x").stdout)
    assert "/common/" in built["token_url"]
    assert run(*option, "validate", "acme").stdout == "acme: ok\n"
    assert run(*option, "doctor").returncode == 0
    twice = run(*option, "--catalogue", str(file), "list", "acme", "--json")
    assert len(json.loads(twice.stdout)) == 1
    missing = run("--catalogue", "nothing.json", "list")
    assert missing.returncode == 1
    assert "nothing.json cannot be used: No such file" in missing.stderr


def exported(folder: Path, name: str, **changes: object) -> Path:
    """Write a file with one preset, a changed and renamed copy of one of ours."""
    preset = Preset.model_validate({**dict(get_preset("sharepoint")), "name": name, **changes})
    registry = PresetRegistry()
    registry.register(preset)
    file = folder / f"{name}.json"
    file.write_text(json.dumps(export(registry, [name]).document))
    return file


def test_loaded_file_gives_the_same_preset_and_is_its_owner(tmp_path: Path) -> None:
    file = exported(tmp_path, "acme", title="From a file")
    registry = PresetRegistry()
    assert registry.load(file) == ("acme",)
    assert registry.get("acme").title == "From a file"
    assert registry.build("acme", tenant="x").token_url is not None
    (entry,) = [entry for entry in registry.list() if entry.name == "acme"]
    assert entry.distribution == f"file:{file.name}"
    registry.refresh()
    assert registry.get("acme", f"file:{file.name}").title == "From a file"


def test_loaded_file_follows_the_rules_for_third_parties(tmp_path: Path) -> None:
    ours = exported(tmp_path, "sharepoint2").rename(tmp_path / "ours.json")
    ours.write_text(ours.read_text().replace("sharepoint2", "sharepoint"))
    one = exported(tmp_path, "acme", title="One").rename(tmp_path / "one.json")
    two = exported(tmp_path, "acme", title="Two").rename(tmp_path / "two.json")
    registry = PresetRegistry()
    for file in (ours, one, two):
        registry.load(file)
    assert registry.get("sharepoint") == get_preset("sharepoint")
    shadowed = [entry for entry in registry.list() if entry.shadowed]
    assert [entry.distribution for entry in shadowed] == [f"file:{ours.name}"]
    with pytest.raises(PresetConflictError, match=r"one\.json.* and .*two\.json"):
        registry.get("acme")
    assert registry.get("acme", f"file:{two.name}").title == "Two"


def test_files_with_similar_paths_are_separate_owners(tmp_path: Path) -> None:
    one = exported(tmp_path, "acme", title="One").rename(tmp_path / "a_b.json")
    two = exported(tmp_path, "acme", title="Two").rename(tmp_path / "a-b.json")
    registry = PresetRegistry()
    registry.load(one)
    registry.load(two)
    assert registry.get("acme", f"file:{one.name}").title == "One"
    assert registry.get("acme", f"file:{two.name}").title == "Two"


def test_file_with_a_name_twice_is_refused(tmp_path: Path) -> None:
    file = exported(tmp_path, "acme")
    document = json.loads(file.read_text())
    (row,) = document["presets"]
    document["presets"].append({**row, "distribution": "another"})
    file.write_text(json.dumps(document))
    with pytest.raises(PresetLoadError, match="'<application>' and of 'another'; export only one"):
        PresetRegistry().load(file)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "presets": []}',
        '{"format": 1, "presets": [{"preset": {"name": "x"}}]}',
        '{"format": 1, "format": 1, "presets": []}',
        '{"format": 1, "presets": [{"preset": null}]}',
        '{"format": NaN, "presets": []}',
        '{"format": 1, "presets": [1]}',
        "[" * 100_000,
        "\udcff",
    ],
)
def test_damaged_file_is_an_error_and_loads_nothing(content: str, tmp_path: Path) -> None:
    file = tmp_path / "catalogue.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    registry = PresetRegistry()
    with pytest.raises(PresetLoadError) as caught:
        registry.load(file)
    assert str(file) in str(caught.value)
    with pytest.raises(UnknownPresetError):
        registry.get("x")


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PresetLoadError, match="No such file"):
        PresetRegistry().load(tmp_path / "nothing.json")
