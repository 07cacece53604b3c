"""Sellsy: https://api.sellsy.com/doc/v2/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

sellsy = Preset(
    name="sellsy",
    title="Sellsy",
    categories=("crm", "accounting"),
    authorize_url="https://login.sellsy.com/oauth2/authorization",
    token_url="https://login.sellsy.com/oauth2/access-tokens",
    api=Api(base_url="https://api.sellsy.com/v2"),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="required",
    registration=("console",),
    docs_url="https://api.sellsy.com/doc/v2/",
    setup=("Create an API access in the developer portal of Sellsy, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "offline", "access_token_seconds", "pkce", "api"),
)
