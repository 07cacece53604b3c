"""Bitly: https://dev.bitly.com/authentication.html."""

from datetime import date

from oauth_presets import Api, Preset

bitly = Preset(
    name="bitly",
    title="Bitly",
    categories=("marketing",),
    keywords=("bit.ly", "short links", "url shortener"),
    authorize_url="https://bitly.com/oauth/authorize",
    token_url="https://api-ssl.bitly.com/oauth/access_token",
    api=Api(base_url="https://api-ssl.bitly.com/v4"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://dev.bitly.com/authentication.html",
    setup=(
        "In the developer settings, register an app with {redirect_uri}; Bitly sends a link by"
        " email.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "token_endpoint_auth_methods", "api"),
)
