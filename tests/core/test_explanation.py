"""`explain` returns the origin of each part of a configuration."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import run
from support.plugins import offer

from oauth_presets import (
    AuthorizationRequest,
    Explained,
    OAuthPresetsError,
    Offline,
    Preset,
    PresetRegistry,
    Variable,
    explain,
)
from oauth_presets.publishing.export import export

ACME = Preset.model_validate(
    {
        "name": "acme",
        "title": "Acme",
        "authorize_url": "https://{tenant}.acme.example/authorize?own=1?2",
        "token_url": "https://{tenant}.acme.example/{region}/token",
        "variables": {
            "tenant": Variable(kind="label"),
            "region": Variable(kind="choice", default="eu", choices={"eu": "europe"}),
        },
        "scopes": ("read",),
        "scope_sets": {"full": ("read", "write")},
        "authorize_params": {"audience": "api"},
        "offline": Offline(mode="request", scopes=("offline",), params={"access": "offline"}),
        "docs_url": "https://docs.acme.example",
        "verified_on": "2026-01-02",
        "evidence": "vendor_page",
        "unverified": ("scopes", "issuer"),
        "setup": ("Register {redirect_uri}.", "A refresh token is rotated."),
    }
)


def explained(**arguments: Any) -> list[tuple[str, str, str]]:
    registry = PresetRegistry()
    registry.register(ACME)
    rows = registry.explain("acme", tenant="x", **arguments)
    return [(row.field, row.value, row.source) for row in rows]


def test_each_row_names_the_source_of_its_value() -> None:
    assert explained(
        client_id="id",
        client_secret="s3cret",
        scope_set="full",
        add_scopes="more",
        authorize_params={"audience": "b", "my/own": "1/2", "absent": None},
    ) == [
        (
            "preset",
            "acme",
            "<application>; https://docs.acme.example, compared on 2026-01-02, but not scopes, "
            "issuer",
        ),
        ("client_id", "id", "the argument client_id="),
        ("client_secret", "**********", "the argument client_secret="),
        (
            "authorize_url",
            "https://x.acme.example/authorize?own=1%3F2&audience=b&access=offline&my%2Fown=1%2F2",
            "the preset: https://{tenant}.acme.example/authorize",
        ),
        ("query", "own=1%3F2", "the preset's URL"),
        ("query", "audience=b", "the argument authorize_params="),
        ("query", "access=offline", "the preset's way to ask for a refresh token"),
        ("query", "my%2Fown=1%2F2", "the argument authorize_params="),
        ("dropped", "absent", "the argument authorize_params="),
        (
            "token_url",
            "https://x.acme.example/europe/token",
            "the preset: https://{tenant}.acme.example/{region}/token",
        ),
        ("variable", "{tenant} = x", "the argument tenant="),
        ("variable", "{region} = europe", "the preset's default for region"),
        ("scope", "read write more offline", "joined with ' '"),
        ("scope_token", "read", "the scope set 'full'"),
        ("scope_token", "write", "the scope set 'full'"),
        ("scope_token", "more", "the argument add_scopes="),
        ("scope_token", "offline", "the preset's way to ask for a refresh token"),
        (
            "refresh_token",
            "issued when requested with the scope offline and access=offline, which is the "
            "default; see setup step 2",
            "the preset",
        ),
    ]


def test_each_row_set_by_an_argument_names_it() -> None:
    registry = PresetRegistry()
    registry.register(ACME)
    rows = registry.explain(
        "acme",
        tenant="x",
        client_id="id",
        client_secret="s3cret",
        scope_set="full",
        add_scopes="more",
        offline=False,
        authorize_params={"mine": "1", "audience": None},
    )
    assert {(row.field, row.argument) for row in rows if row.argument} == {
        ("client_id", "client_id"),
        ("client_secret", "client_secret"),
        ("query", "authorize_params"),
        ("dropped", "authorize_params"),
        ("variable", "tenant"),
        ("scope_token", "scope_set"),
        ("scope_token", "add_scopes"),
        ("refresh_token", "offline"),
    }


@pytest.mark.parametrize(
    ("changes", "arguments", "row"),
    [
        ({}, {"offline": False}, ("not requested", "the argument offline=")),
        (
            {},
            {"authorize_params": {"access": "online"}},
            ("not requested in the preset's way", "the argument authorize_params="),
        ),
        (
            {},
            {"authorize_params": {"access": None}},
            ("not requested in the preset's way", "the argument authorize_params="),
        ),
        (
            {"offline": Offline(mode="always")},
            {"offline": False},
            ("always issued; see setup step 2", "the preset"),
        ),
        ({"offline": Offline(mode="never"), "setup": ()}, {}, ("never issued", "the preset")),
        ({"offline": Offline(mode="unknown"), "setup": ("Refresh.", "Refreshed.")}, {},
         ("unknown; see setup step 1 and 2", "the preset")),
    ],
)  # fmt: skip
def test_refresh_token_row_says_whether_one_is_issued(
    changes: dict[str, Any], arguments: dict[str, Any], row: tuple[str, str]
) -> None:
    registry = PresetRegistry()
    registry.register(ACME.model_copy(update=changes))
    rows = registry.explain("acme", tenant="x", authorize_params={"access": "offline"})
    assert rows[-1].source == "the preset"
    assert registry.explain("acme", tenant="x", **arguments)[-1][:3] == ("refresh_token", *row)


def test_renamed_scope_and_preset_parameters_are_query_rows() -> None:
    registry = PresetRegistry()
    renamed = AuthorizationRequest(names={"scope": "user_scope"})
    registry.register(ACME.model_copy(update={"authorization_request": renamed}))
    rows = registry.explain("acme", tenant="x", scopes="a b", offline=False)
    assert "scope" not in {row.field for row in rows}
    assert [row[1:3] for row in rows if row.field == "query"] == [
        ("own=1%3F2", "the preset's URL"),
        ("audience=api", "the preset: sent with every request"),
        ("user_scope=a%20b", "the scopes"),
    ]


@pytest.mark.parametrize(
    ("changes", "proof"),
    [
        ({"unverified": ()}, ", compared on 2026-01-02"),
        (
            {"evidence": "catalogues", "unverified": ("pkce",)},
            ", compared on 2026-01-02 (with other catalogues), but not pkce",
        ),
        ({"evidence": None, "unverified": ()}, ", compared on 2026-01-02"),
        ({"verified_on": None, "evidence": None}, ", undated"),
    ],
)
def test_preset_row_says_how_the_values_were_verified(changes: dict[str, Any], proof: str) -> None:
    registry = PresetRegistry()
    registry.register(Preset.model_validate({**dict(ACME), **changes}))
    row = registry.explain("acme", tenant="x")[0]
    source = f"<application>; https://docs.acme.example{proof}"
    assert row == Explained("preset", "acme", source, argument="")


def test_url_without_variables_comes_from_the_preset() -> None:
    urls = [row for row in explain("notion") if row.value.startswith("https://")]
    assert [row.source for row in urls] == ["the preset", "the preset"]


@pytest.mark.parametrize(
    ("arguments", "sources"),
    [
        ({}, ["the preset's default scopes", "the preset's way to ask for a refresh token"]),
        ({"offline": False}, ["the preset's default scopes"]),
        ({"offline": False, "scopes": "a"}, ["the argument scopes="]),
        ({"offline": False, "scopes": "a", "add_scopes": "a"}, ["the argument scopes="]),
        ({"offline": False, "scopes": ()}, []),
    ],
)
def test_repeated_scope_keeps_its_first_source(
    arguments: dict[str, Any], sources: list[str]
) -> None:
    rows = explained(**arguments)
    assert [source for field, _, source in rows if field == "scope_token"] == sources


def test_preset_row_names_the_owner(site: Path, tmp_path: Path) -> None:
    offer(site, "theirs", version="4.2")
    file = tmp_path / "presets.json"
    registry = PresetRegistry()
    file.write_text(json.dumps(export(registry, ["theirs"]).document))
    first = registry.explain("theirs")[0]
    assert first == Explained(
        "preset", "theirs", "theirs-presets 4.2; https://docs.preset.example/oauth, undated"
    )
    registry.load(file)
    ours = f"file:{file.name}"
    (entry,) = [entry for entry in registry.list() if entry.distribution == ours]
    assert (entry.name, entry.version, entry.value) == ("theirs", "", "")
    assert registry.explain("theirs", distribution=ours)[0].source.startswith(f"{ours}; https://")
    assert explain("slack")[0].source.startswith("oauth-presets 0.1.0; https://")


@pytest.mark.parametrize(
    "arguments",
    [
        {"tenant": "evil.com/"}, {"tenent": "x"}, {"client_id": ""}, {"client_secret": " x"},
        {"scopes": "a", "scope_set": "full"}, {"authorize_params": {"state": "x"}},
        {"authorize_params": {"a": "x" * 2048}}, {"offline": "no"}, {"distribution": "nobody"},
    ],
)  # fmt: skip
def test_explain_raises_what_build_raises(arguments: dict[str, Any]) -> None:
    registry = PresetRegistry()
    registry.register(ACME)
    texts = []
    for call in (registry.build, registry.explain):
        with pytest.raises(OAuthPresetsError) as caught:
            call("acme", **{"tenant": "x", **arguments})
        texts.append((type(caught.value), str(caught.value)))
    assert texts[0] == texts[1]


def test_build_explain_prints_a_table() -> None:
    done = run("build", "sharepoint", "--set", "tenant=contoso", "--explain")
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["FIELD", "VALUE", "SOURCE"]
    assert rows[0].split()[:4] == ["preset", "sharepoint", "oauth-presets", "0.1.0;"]
    assert any(row.split()[:4] == ["variable", "{tenant}", "=", "contoso"] for row in rows)


def test_build_explain_names_options_instead_of_arguments(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cret\n")
    done = run(
        "build", "sharepoint", "--set", "tenant=contoso", "--client-id", "id", "--json",
        "--client-secret-file", str(secret), "--scope", "a", "--add-scope", "b", "--no-offline",
        "--explain", "--authorize-param", "prompt=login", "--authorize-param", "x=1",
        "--drop-authorize-param", "y",
    )  # fmt: skip
    rows = [(row["field"], row["value"], row["source"]) for row in json.loads(done.stdout)]
    assert "s3cret" not in done.stdout
    assert set(rows) >= {
        ("client_id", "id", "--client-id"),
        ("client_secret", "**********", "--client-secret-file"),
        ("query", "prompt=login", "--authorize-param"),
        ("query", "x=1", "--authorize-param"),
        ("dropped", "y", "--drop-authorize-param"),
        ("variable", "{tenant} = contoso", "--set tenant=..."),
        ("scope_token", "a", "--scope"),
        ("scope_token", "b", "--add-scope"),
        ("refresh_token", "not requested", "--no-offline"),
    }
    for wrong in (["--explain", "--reveal"], ["--explain", "--format", "env"], ["--json"]):
        refused = run("build", "sharepoint", *wrong)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert "--explain" in refused.stderr
