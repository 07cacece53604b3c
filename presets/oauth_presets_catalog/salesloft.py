"""Salesloft: https://developers.salesloft.com/docs/platform/api-basics/oauth-authentication/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

salesloft = Preset(
    name="salesloft",
    title="Salesloft",
    categories=("sales", "crm"),
    authorize_url="https://accounts.salesloft.com/oauth/authorize",
    token_url="https://accounts.salesloft.com/oauth/token",
    userinfo_url="https://api.salesloft.com/v2/me",
    api=Api(base_url="https://api.salesloft.com/v2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.salesloft.com/docs/platform/api-basics/oauth-authentication/",
    console_url="https://accounts.salesloft.com/oauth/applications/",
    setup=(
        "Create an OAuth application under Your Applications, with {redirect_uri}.",
        "Choose the scopes on the application; a request need not repeat them.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api", "console_url", "userinfo_url"),
)
