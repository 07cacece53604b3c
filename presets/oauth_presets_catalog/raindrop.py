"""Raindrop.io: https://github.com/raindropio/developer-site."""

from datetime import date

from oauth_presets import Api, Offline, Preset

raindrop = Preset(
    name="raindrop",
    title="Raindrop.io",
    categories=("documents",),
    authorize_url="https://raindrop.io/oauth/authorize",
    token_url="https://raindrop.io/oauth/access_token",
    userinfo_url="https://api.raindrop.io/rest/v1/user",
    api=Api(base_url="https://api.raindrop.io/rest/v1"),
    offline=Offline(mode="always"),
    access_token_seconds=1209599,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=("https://github.com/raindropio/developer-site/blob/HEAD/v1/authentication/token.md"),
    console_url="https://app.raindrop.io/settings/integrations",
    setup=("Enter {redirect_uri} as the redirect URL of the application.", "There are no scopes."),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
