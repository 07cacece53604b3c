"""What a type checker infers for the public names: mypy checks these lines, pytest runs them."""

from functools import partial

import pytest
from typing_extensions import assert_type

from oauth_presets import (
    ConnectorOAuth,
    CreateConnectorOAuth,
    Explained,
    InvalidPresetError,
    Preset,
    PresetEntry,
    PresetRegistry,
    Variable,
    build_oauth,
    explain,
    get_preset,
    list_presets,
)
from oauth_presets.core.preset import AuthMethod


def test_build_oauth_types() -> None:
    oauth = build_oauth("google_drive", client_id="my-client-id", client_secret="my-client-secret")
    assert_type(oauth, CreateConnectorOAuth)
    assert_type(oauth.client_id, str | None)
    assert_type(oauth.authorize_url, str | None)
    assert_type(ConnectorOAuth.from_connector(oauth), ConnectorOAuth)


def test_preset_types() -> None:
    preset = get_preset("jira_data_center")
    assert_type(preset, Preset)
    assert_type(preset.name, str)
    assert_type(preset.issuer, str | None)
    assert_type(preset.scopes, tuple[str, ...])
    assert_type(preset.token_endpoint_auth_methods, tuple[AuthMethod, ...])
    for name, variable in preset.variables.items():
        assert_type(name, str)
        assert_type(variable, Variable)


def test_shared_values_are_checked() -> None:
    """What `docs/publishing.md` advises for presets that have values in common."""
    acme = partial(
        Preset,
        authorize_url="https://acme.example/authorize",
        token_url="https://acme.example/token",
        docs_url="https://docs.acme.example/",
        scopes=("read",),
    )
    files = acme(name="acme_files", title="Acme Files", scopes=("files:read",))
    assert_type(files, Preset)
    assert (files.name, files.scopes) == ("acme_files", ("files:read",))
    assert acme(name="acme", title="Acme").scopes == ("read",)
    with pytest.raises(InvalidPresetError, match="scops: unknown field; did you mean 'scopes'"):
        acme(name="acme", title="Acme", scops=())  # type: ignore[call-arg]
    with pytest.raises(InvalidPresetError, match="title: is missing"):
        acme(name="acme")  # type: ignore[call-arg]
    with pytest.raises(InvalidPresetError, match="autorize_url: unknown field"):
        partial(Preset, autorize_url="x")(  # type: ignore[call-arg]
            name="acme",
            title="Acme",
            authorize_url="https://acme.example/authorize",
            token_url="https://acme.example/token",
            docs_url="https://docs.acme.example/",
        )


def test_derived_presets_are_checked() -> None:
    drive = get_preset("google_drive")
    based_on_drive = partial(Preset, **dict(drive))
    scopes = ("https://www.googleapis.com/auth/drive.file",)
    ours = based_on_drive(name="acme_drive", title="Acme's Drive", scopes=scopes)
    assert_type(ours, Preset)
    kept = {*Preset.model_fields} - {"name", "title", "scopes"}
    assert {field: getattr(ours, field) for field in kept} == {
        field: getattr(drive, field) for field in kept
    }
    with pytest.raises(InvalidPresetError, match="scops: unknown field; did you mean 'scopes'"):
        based_on_drive(name="acme_drive", scops=scopes)  # type: ignore[call-arg]
    with pytest.raises(InvalidPresetError, match="pkce: "):
        based_on_drive(name="acme_drive", pkce="always")


def test_registry_types() -> None:
    registry = PresetRegistry()
    for entry in registry.list():
        assert_type(entry, PresetEntry)
    assert_type(registry.get("slack"), Preset)
    assert_type(registry.build("slack"), CreateConnectorOAuth)
    for entry in list_presets():
        assert_type(entry, PresetEntry)
    assert_type(explain("slack"), tuple[Explained, ...])
