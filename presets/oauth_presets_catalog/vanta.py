"""Vanta: https://developer.vanta.com/docs/oauth-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

SCOPES = {
    "connectors.self:read-resource": "Read resources that the app sent",
    "connectors.self:write-resource": "Send resources",
}

vanta = Preset(
    name="vanta",
    title="Vanta",
    categories=("developer",),
    keywords=("compliance", "soc 2"),
    authorize_url="https://app.vanta.com/oauth/authorize",
    token_url="https://api.vanta.com/oauth/token",
    scopes=("connectors.self:read-resource",),
    scope_descriptions=SCOPES,
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://api.vanta.com/v1"),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developer.vanta.com/docs/oauth-flow",
    setup=(
        "Create a public app in the Developer Console, with {redirect_uri}; private apps have no"
        " authorization code flow.",
        "authorize_params={'source_id': '...'} names the account on your side; Vanta requires it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("token_request", "api", "pkce"),
)
