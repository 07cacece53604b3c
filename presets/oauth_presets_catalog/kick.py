"""Kick: https://github.com/KickEngineering/KickDevDocs."""

from datetime import date

from oauth_presets import Offline, Preset

kick = Preset(
    name="kick",
    title="Kick",
    categories=("media", "social"),
    authorize_url="https://id.kick.com/oauth/authorize",
    token_url="https://id.kick.com/oauth/token",
    scopes=("user:read",),
    scope_descriptions={"user:read": "Read the user's account"},
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url=(
        "https://github.com/KickEngineering/KickDevDocs/blob/HEAD/"
        "getting-started/generating-tokens-oauth2-flow.md"
    ),
    setup=("Enter {redirect_uri} as a redirect URL of the app in the Kick developer settings.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_descriptions"),
)
