"""Grain: https://developers.grain.com."""

from datetime import date

from oauth_presets import Api, Offline, Preset

grain = Preset(
    name="grain",
    title="Grain",
    categories=("communication",),
    keywords=("grain ai", "meeting notes"),
    authorize_url="https://grain.com/_/public-api/oauth2/authorize",
    token_url="https://api.grain.com/_/public-api/oauth2/token",
    api=Api(base_url="https://api.grain.com/_/public-api"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("partner",),
    docs_url="https://developers.grain.com",
    setup=(
        "Ask Grain for a client, and name a prefix of {redirect_uri}.",
        "There are no scopes: the token acts as the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
