"""The catalogue's variants: a sandbox, region or government cloud differs only where listed."""

import pytest

from oauth_presets import Preset, get_preset, list_presets

PLACE = {
    "name", "title", "authorize_url", "token_url", "refresh_url", "revocation_url", "userinfo_url",
    "introspection_url", "device_authorization_url", "registration_url", "jwks_url", "issuer",
    "api", "variables", "console_url", "docs_url", "setup", "keywords", "verified_on", "evidence",
    "unverified",
}  # fmt: skip
"""What says where a variant is, and how that was verified."""

FURTHER = {
    "acrobat_sign_government": {
        "scope_sets", "scope_descriptions", "scope_restrictions", "redirect", "offline",
        "access_token_seconds", "token_endpoint_auth_methods", "registration",
    },
    "confluence_government": {"authorize_params", "pkce"},
    "databricks_account": {"scopes", "scope_sets"},
    "jira_government": {"authorize_params", "pkce"},
    "lever_sandbox": {"authorize_params"},
    "okta_custom": {"scope_sets", "scope_descriptions"},
    "slack_user": {"scopes", "scope_sets", "scope_descriptions"},
    "square_sandbox": {"authorize_params", "redirect"},
}  # fmt: skip
"""Variant -> in which other fields its provider is different there."""

SUFFIXES = (
    "account", "au", "china", "custom", "demo", "eu", "gov", "government", "sandbox", "staging",
    "test", "user",
)  # fmt: skip
NAMES = {entry.name for entry in list_presets() if entry.first_party}
VARIANTS = {
    name: name.removesuffix(f"_{suffix}")
    for name in sorted(NAMES)
    for suffix in SUFFIXES
    if name.endswith(f"_{suffix}") and name.removesuffix(f"_{suffix}") in NAMES
}


@pytest.mark.parametrize("name", VARIANTS)
def test_variant_differs_from_its_sibling_only_where_listed(name: str) -> None:
    variant, sibling = get_preset(name), get_preset(VARIANTS[name])
    differing = {
        field
        for field in Preset.model_fields
        if getattr(variant, field) != getattr(sibling, field) and field not in PLACE
    }
    assert differing == FURTHER.get(name, set())


def test_variants_are_found() -> None:
    assert len(VARIANTS) >= 29
    assert {*FURTHER} <= {*VARIANTS}
