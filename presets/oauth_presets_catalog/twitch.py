"""Twitch: https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/."""

from datetime import date

from oauth_presets import Offline, Preset

twitch = Preset(
    name="twitch",
    title="Twitch",
    categories=("media", "social"),
    authorize_url="https://id.twitch.tv/oauth2/authorize",
    token_url="https://id.twitch.tv/oauth2/token",
    issuer="https://id.twitch.tv/oauth2",
    scopes=("user:read:email",),
    scope_descriptions={"user:read:email": "Read the account with its email address"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/",
    console_url="https://dev.twitch.tv/console/apps",
    setup=(
        "Add {redirect_uri} to the OAuth redirect URLs of the application.",
        "Choose the client type Confidential to get a client secret.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "scopes", "scope_descriptions", "token_endpoint_auth_methods"),
)
