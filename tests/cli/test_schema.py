"""`oauth-presets schema`: what commands print with --json matches the schema of its kind."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support.command import run
from support.plugins import offer, preset_module

from oauth_presets.cli.schema import Kind, schema_of

OUTPUTS = {
    Kind.diff: ["diff", "export.json", "oauth-presets.lock"],
    Kind.explain: ["build", "slack", "--explain"],
    Kind.list: ["list", "--details", "acme"],
    Kind.lock: ["lock", "--check"],
    Kind.show: ["show", "slack"],
    Kind.show_for: ["show", "tiktok", "--for", "cohere"],
    Kind.validate: ["validate", "acme", "slack"],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a lock, an export, and installed packages that have changed since."""
    made = tmp_path_factory.mktemp("schema")
    site = made / "site"
    offer(site, "acme")
    offer(site, "left")
    (made / "export.json").write_text(run("export", "acme", "left", path=site).stdout)
    for info in site.glob("left_presets-*/entry_points.txt"):
        info.write_text("")
    source = preset_module("acme").replace('("read",)', '("read", "admin")')
    (site / "acme_mod.py").write_text(source)
    run("lock", "acme", "slack", cwd=made, path=site)
    (site / "acme_mod.py").write_text(preset_module("acme"))
    offer(site, "broken", "raise SystemExit")
    return made


def printed(folder: Path, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--json", cwd=folder, path=folder / "site").stdout)


@pytest.mark.slow
@pytest.mark.parametrize("kind", OUTPUTS)
def test_output_matches_the_schema(kind: Kind, folder: Path) -> None:
    found = printed(folder, *OUTPUTS[kind])
    assert found
    jsonschema.validate(found, schema_of(kind))
    wrong = [{**row, "more": 1} for row in found] if isinstance(found, list) else {**found, "x": 1}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema_of(kind))


@pytest.mark.slow
def test_doctor_matches_the_schema(folder: Path) -> None:
    found = printed(folder, "doctor")
    assert {row["kind"] for row in found["findings"]} >= {"broken", "unproven"}
    jsonschema.validate(found, schema_of(Kind.doctor))


@pytest.mark.parametrize("kind", Kind)
def test_schema_is_valid_and_describes_every_member(kind: Kind) -> None:
    schema = schema_of(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    for model in (schema, *schema["$defs"].values()):
        if model.get("type") != "object":
            continue
        assert model["description"].endswith(".")
        assert model["additionalProperties"] is False
        for name, member in model["properties"].items():
            assert member.get("description"), (kind, name)


def test_command_prints_the_schema_of_a_kind() -> None:
    assert json.loads(run("schema", "show-for").stdout) == schema_of(Kind.show_for)
    assert json.loads(run("schema").stdout) == schema_of(Kind.export)
    done = run("schema", "nothing")
    assert done.returncode == 2
    assert "'nothing' is not one of" in done.stderr
