"""What a type checker infers for the public names: mypy checks these lines, pytest runs them."""

from typing_extensions import assert_type

from oauth_presets import (
    ConnectorOAuth,
    CreateConnectorOAuth,
    Explained,
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


def test_build_oauth() -> None:
    oauth = build_oauth("google_drive", client_id="my-client-id", client_secret="my-client-secret")
    assert_type(oauth, CreateConnectorOAuth)
    assert_type(oauth.client_id, str | None)
    assert_type(oauth.authorize_url, str | None)
    assert_type(ConnectorOAuth.from_connector(oauth), ConnectorOAuth)


def test_preset() -> None:
    preset = get_preset("jira_data_center")
    assert_type(preset, Preset)
    assert_type(preset.name, str)
    assert_type(preset.issuer, str | None)
    assert_type(preset.scopes, tuple[str, ...])
    assert_type(preset.token_endpoint_auth_methods, tuple[AuthMethod, ...])
    for name, variable in preset.variables.items():
        assert_type(name, str)
        assert_type(variable, Variable)


def test_registry() -> None:
    registry = PresetRegistry()
    for entry in registry.list():
        assert_type(entry, PresetEntry)
    assert_type(registry.get("slack"), Preset)
    assert_type(registry.build("slack"), CreateConnectorOAuth)
    for entry in list_presets():
        assert_type(entry, PresetEntry)
    assert_type(explain("slack"), tuple[Explained, ...])
