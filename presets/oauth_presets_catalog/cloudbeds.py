"""Cloudbeds: https://developers.cloudbeds.com/docs/alternative-oauth-20-authentication-method."""

from datetime import date

from oauth_presets import Api, Offline, Preset

cloudbeds = Preset(
    name="cloudbeds",
    title="Cloudbeds",
    categories=("commerce",),
    keywords=("hotel", "property management", "pms"),
    authorize_url="https://hotels.cloudbeds.com/api/v1.1/oauth",
    token_url="https://hotels.cloudbeds.com/api/v1.2/access_token",
    api=Api(base_url="https://hotels.cloudbeds.com/api/v1.2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.cloudbeds.com/docs/alternative-oauth-20-authentication-method",
    setup=(
        "Create credentials under Account, Settings, API Credentials, with {redirect_uri} as their"
        " redirect URI, and choose the scopes there. Partners have an App Details page.",
        "Cloudbeds prefers API keys; OAuth is its alternative.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
