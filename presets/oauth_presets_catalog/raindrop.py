"""Raindrop.io: https://github.com/raindropio/developer-site."""

from datetime import date

from oauth_presets import Offline, Preset

raindrop = Preset(
    name="raindrop",
    title="Raindrop.io",
    categories=("documents",),
    authorize_url="https://raindrop.io/oauth/authorize",
    token_url="https://raindrop.io/oauth/access_token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url=("https://github.com/raindropio/developer-site/blob/HEAD/v1/authentication/token.md"),
    console_url="https://app.raindrop.io/settings/integrations",
    setup=(
        "Enter {redirect_uri} as the redirect URL of the application.",
        "There are no scopes; access tokens last two weeks.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
