"""Bitly: https://dev.bitly.com/docs/getting-started/authentication.

The token endpoint and what it takes are in
https://api-ssl.bitly.com/.well-known/oauth-authorization-server.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

bitly = Preset(
    name="bitly",
    title="Bitly",
    categories=("marketing",),
    keywords=("bit.ly", "short links", "url shortener"),
    authorize_url="https://bitly.com/oauth/authorize",
    token_url="https://api-ssl.bitly.com/oauth/access_token",
    registration_url="https://api-ssl.bitly.com/oauth/register",
    jwks_url="https://api-ssl.bitly.com/.well-known/jwks.json",
    api=Api(base_url="https://api-ssl.bitly.com/v4"),
    offline=Offline(mode="never"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console", "dynamic"),
    docs_url="https://dev.bitly.com/docs/getting-started/authentication",
    setup=(
        "In the developer settings, register an app with {redirect_uri}; Bitly sends a link by"
        " email.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
