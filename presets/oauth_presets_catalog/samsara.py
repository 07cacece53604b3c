"""Samsara: https://developers.samsara.com/docs/oauth-20."""

from datetime import date

from oauth_presets import Api, Offline, Preset

samsara = Preset(
    name="samsara",
    title="Samsara",
    categories=("data",),
    keywords=("fleet", "telematics"),
    authorize_url="https://api.samsara.com/oauth2/authorize",
    token_url="https://api.samsara.com/oauth2/token",
    api=Api(base_url="https://api.samsara.com"),
    offline=Offline(mode="always"),
    registration=("console",),
    docs_url="https://developers.samsara.com/docs/oauth-20",
    setup=(
        "In the dashboard, under Settings, OAuth 2.0 Apps, create an app with {redirect_uri} and"
        " its scopes; a later change of scopes needs each customer's consent again.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "api"),
)
