"""Every command with a preset that sets every field of every model."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel
from support.command import run

from oauth_presets import Preset, PresetRegistry
from oauth_presets.publishing.preset_source import module_source
from oauth_presets.testing import make_distribution

EVERYTHING = Preset.model_validate(
    {
        "name": "acme",
        "title": "Acme",
        "categories": ["files"],
        "keywords": ["acmebox"],
        "authorize_url": "https://{region}.acme.example/authorize",
        "token_url": "https://{region}.acme.example/token",
        "docs_url": "https://docs.acme.example/oauth",
        "issuer": "https://{region}.acme.example",
        "refresh_url": "https://{region}.acme.example/refresh",
        "revocation_url": "https://{region}.acme.example/revoke",
        "introspection_url": "https://{region}.acme.example/introspect",
        "userinfo_url": "https://{region}.acme.example/me?fields=id",
        "registration_url": "https://{region}.acme.example/register",
        "jwks_url": "https://{region}.acme.example/keys",
        "absent": ["device_authorization_url"],
        "variables": {
            "region": {
                "kind": "choice", "choices": {"eu": "eu", "us": "us"}, "default": "eu",
                "example": "us", "description": "Where your data is",
            }
        },
        "scopes": ["read"],
        "scope_separator": ",",
        "scope_sets": {"full": ["read", "write"]},
        "scope_descriptions": {"read": "Read documents", "write": "Write documents"},
        "scope_restrictions": {"write": "needs review"},
        "authorize_params": {"display": "page"},
        "authorization_request": {"names": {"client_id": "client_key"}, "omit": ["response_type"]},
        "authorization_response": {
            "names": {"code": "auth_code"}, "extras": {"realmId": "Company ID"},
            "selects": {"location": "region"}, "iss": True,
        },
        "token_request": {
            "body": "json", "params": {"expiring": "1"}, "code_params": {"s": "{state}"},
            "refresh_params": {"scope": "{scope}"}, "headers": {"X-Client": "{client_id}"},
            "names": {"client_id": "client_key"}, "omit": ["grant_type"],
        },
        "token_response": {
            "path": ["body"], "names": {"access_token": "accessToken"},
            "extras": {"instance_url": "Base URL"}, "success": {"ok": True},
            "failure": {"status": 1},
        },
        "api": {
            "base_url": "https://api.{region}.acme.example", "headers": {"X-Version": "2"},
            "header": "X-Token", "scheme": "",
        },
        "redirect": {"loopback": ["localhost"], "any_port": True, "note": "Register it twice."},
        "offline": {
            "mode": "request", "scopes": ["offline"], "params": {"access_type": "offline"},
            "rotates": True, "seconds": 7776000,
        },
        "access_token_seconds": 3600,
        "pkce": "required",
        "token_endpoint_auth_methods": ["client_secret_post"],
        "registration": ["console", "partner"],
        "refuses_with_404": ["authorize_url"],
        "console_url": "https://acme.example/apps",
        "setup": ["Register {redirect_uri} under Redirect URLs."],
        "verified_on": "2026-11-24",
        "evidence": "vendor_page",
        "unverified": ["revocation_url"],
    }
)  # fmt: skip

SHOWN = (
    "acmebox", "/refresh", "/revoke", "/introspect", "/me?fields=id", "/register", "/keys",
    "Device authorization endpoint none", "display=page", "Scope separator ,",
    "client_id is called client_key", "response_type must not be sent",
    "code is called auth_code", "keep realmId: Company ID", "location decides region",
    "names its issuer", "accepts only JSON bodies", "carries expiring=1",
    "carries s={state} with a code", "carries scope={scope} with a refresh token",
    "carries the header X-Client: {client_id}", "grant_type must not be sent",
    "holds the token in body", "access_token is called accessToken",
    "keep instance_url: Base URL", "is an error unless ok is True",
    "is an error if status is 1", "https://api.{region}.acme.example",
    "send the token as X-Token: TOKEN", "needs the header X-Version: 2",
    "localhost, any port", "Register it twice.", "replaced by a refresh", "valid for 90 days",
    "valid for 60 minutes", "required", "client_secret_post", "console, partner",
)  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make_distribution(
        tmp_path, "acme-presets", {"acme": "acme_mod:acme"}, {"acme_mod": module_source(EVERYTHING)}
    )
    return tmp_path


def models(model: BaseModel) -> Iterator[BaseModel]:
    yield model
    for name in type(model).model_fields:
        value = getattr(model, name)
        for inner in value.values() if isinstance(value, dict) else (value,):
            if isinstance(inner, BaseModel):
                yield from models(inner)


def test_preset_sets_every_field() -> None:
    unset = {
        f"{type(model).__name__}.{name}"
        for model in models(EVERYTHING)
        for name, field in type(model).model_fields.items()
        if not field.is_required() and getattr(model, name) == field.get_default()
    }
    # Absent instead; and refused in a preset for others.
    assert unset == {"Preset.device_authorization_url", "Preset.allow_loopback"}


def test_show_prints_every_fact(site: Path) -> None:
    shown = " ".join(run("show", "acme", path=site).stdout.split())
    assert [text for text in SHOWN if text not in shown] == []


def test_show_json_and_export_hold_the_whole_preset(site: Path, tmp_path: Path) -> None:
    shown = json.loads(run("show", "acme", "--json", path=site).stdout)
    assert Preset.model_validate(shown["preset"]) == EVERYTHING
    exported = run("export", "acme", path=site).stdout
    file = tmp_path / "acme.json"
    file.write_text(exported, encoding="utf-8")
    registry = PresetRegistry()
    registry.load(file)
    assert registry.get("acme", "file:acme.json") == EVERYTHING


def test_build_and_explain_name_what_is_sent(site: Path) -> None:
    config = json.loads(run("build", "acme", "--format", "config", path=site).stdout)
    assert config["refresh_url"] == "https://eu.acme.example/refresh"
    assert config["api"]["base_url"] == "https://api.eu.acme.example"
    assert config["token_request"]["params"] == {"expiring": "1"}
    assert config["authorization_response"]["selects"] == {"location": "region"}
    explained = run("build", "acme", "--explain", path=site).stdout
    for text in ("display=page", "access_type=offline", "{region} = eu", "read,offline"):
        assert text in explained


@pytest.mark.slow
def test_validate_and_doctor_find_nothing_wrong(site: Path) -> None:
    validated = run("validate", "acme", path=site)
    assert (validated.returncode, validated.stdout.splitlines()[0]) == (0, "acme: ok")
    diagnosed = json.loads(run("doctor", "--json", path=site).stdout)
    found = [row for row in diagnosed["findings"] if row["distribution"] == "acme-presets"]
    assert [row["kind"] for row in found] == ["unproven"]


def test_lock_holds_the_whole_preset(site: Path, tmp_path: Path) -> None:
    lock = tmp_path / "oauth-presets.lock"
    assert run("lock", "acme", cwd=tmp_path, path=site).returncode == 0
    assert run("lock", "--check", cwd=tmp_path, path=site).returncode == 0
    assert PresetRegistry(lock=lock) is not None
    (record,) = json.loads(lock.read_text(encoding="utf-8"))["presets"]
    held = {"authorize_url", "token_url", "scopes", "name", *record["other"]}
    assert held == {
        name
        for name, field in Preset.model_fields.items()
        if field.is_required() or getattr(EVERYTHING, name) != field.get_default()
    }


def test_source_makes_the_same_preset() -> None:
    program = f"{module_source(EVERYTHING)}\nprint(acme.model_dump_json())"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )
    assert Preset.model_validate_json(done.stdout) == EVERYTHING
