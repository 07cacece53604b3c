"""explain: who set each part of a configuration."""

import json
from pathlib import Path
from typing import Any

import pytest
from neighbours import offer
from support import oauth_presets

from oauth_presets import (
    Explained,
    OAuthPresetsError,
    Offline,
    Preset,
    PresetRegistry,
    Variable,
    explain,
)
from oauth_presets.catalogue import export

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
    }
)


def explained(**arguments: Any) -> list[tuple[str, str, str]]:
    registry = PresetRegistry()
    registry.register(ACME)
    return [tuple(row) for row in registry.explain("acme", tenant="x", **arguments)]  # type: ignore[misc]


def test_every_part_says_who_set_it() -> None:
    assert explained(
        client_id="id",
        client_secret="s3cret",
        scope_set="full",
        add_scopes="more",
        authorize_params={"audience": "b", "mine": "1", "absent": None},
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
            "https://x.acme.example/authorize",
            "the preset: https://{tenant}.acme.example/authorize",
        ),
        ("authorize_url", "own=1?2", "the preset's URL"),
        ("authorize_url", "audience=b", "the argument authorize_params="),
        ("authorize_url", "access=offline", "the preset's way to ask for a refresh token"),
        ("authorize_url", "mine=1", "the argument authorize_params="),
        (
            "token_url",
            "https://x.acme.example/europe/token",
            "the preset: https://{tenant}.acme.example/{region}/token",
        ),
        ("variable", "{tenant} = x", "the argument tenant="),
        ("variable", "{region} = europe", "the preset's default for region"),
        ("scope", "read", "the scope set 'full'"),
        ("scope", "write", "the scope set 'full'"),
        ("scope", "more", "the argument add_scopes="),
        ("scope", "offline", "the preset's way to ask for a refresh token"),
    ]


def test_scopes_under_another_name_and_parameters_of_the_preset() -> None:
    registry = PresetRegistry()
    registry.register(ACME.model_copy(update={"scope_param": "user_scope"}))
    rows = registry.explain("acme", tenant="x", scopes="a b", offline=False)
    assert [tuple(row)[1:] for row in rows if row.field == "authorize_url"][1:] == [
        ("own=1?2", "the preset's URL"),
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
        ({"verified_on": None, "evidence": None}, ", not dated"),
    ],
)
def test_the_preset_says_how_far_it_is_proven(changes: dict[str, Any], proof: str) -> None:
    registry = PresetRegistry()
    registry.register(Preset.model_validate({**dict(ACME), **changes}))
    row = registry.explain("acme", tenant="x")[0]
    assert row == ("preset", "acme", f"<application>; https://docs.acme.example{proof}")


def test_a_url_without_variables_is_the_presets() -> None:
    urls = [row for row in explain("slack") if row.value.startswith("https://")]
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
def test_the_first_mention_of_a_scope_counts(arguments: dict[str, Any], sources: list[str]) -> None:
    rows = explained(**arguments)
    assert [source for field, _, source in rows if field == "scope"] == sources


def test_the_owner_is_named_whoever_it_is(site: Path, tmp_path: Path) -> None:
    offer(site, "theirs", version="4.2")
    file = tmp_path / "presets.json"
    registry = PresetRegistry()
    file.write_text(json.dumps(export(registry, ["theirs"])[0]))
    first = registry.explain("theirs")[0]
    assert first == Explained(
        "preset", "theirs", "theirs-presets 4.2; https://docs.preset.example/oauth, not dated"
    )
    registry.load(file)
    ours = f"file:{file}"
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
def test_what_build_refuses_explain_refuses_alike(arguments: dict[str, Any]) -> None:
    registry = PresetRegistry()
    registry.register(ACME)
    texts = []
    for call in (registry.build, registry.explain):
        with pytest.raises(OAuthPresetsError) as caught:
            call("acme", **{"tenant": "x", **arguments})
        texts.append((type(caught.value), str(caught.value)))
    assert texts[0] == texts[1]


def test_the_command_prints_it() -> None:
    done = oauth_presets("build", "sharepoint", "--set", "tenant=contoso", "--explain")
    head, *rows = done.stdout.splitlines()
    assert head.split() == ["FIELD", "VALUE", "SOURCE"]
    assert rows[0].split()[:4] == ["preset", "sharepoint", "oauth-presets", "0.1.0;"]
    assert any(row.split()[:4] == ["variable", "{tenant}", "=", "contoso"] for row in rows)
