"""Cloudflare: https://developers.cloudflare.com/fundamentals/oauth/integrate-with-cloudflare/.

The scope for a refresh token is that of its own client, https://github.com/cloudflare/workers-sdk.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

cloudflare = Preset(
    name="cloudflare",
    title="Cloudflare",
    categories=("developer",),
    keywords=("workers", "cdn"),
    authorize_url="https://dash.cloudflare.com/oauth2/auth",
    token_url="https://dash.cloudflare.com/oauth2/token",
    revocation_url="https://dash.cloudflare.com/oauth2/revoke",
    userinfo_url="https://dash.cloudflare.com/oauth2/userinfo",
    jwks_url="https://dash.cloudflare.com/.well-known/jwks.json",
    issuer="https://dash.cloudflare.com",
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    api=Api(base_url="https://api.cloudflare.com/client/v4"),
    registration=("console",),
    docs_url="https://developers.cloudflare.com/fundamentals/oauth/integrate-with-cloudflare/",
    console_url="https://dash.cloudflare.com/",
    setup=(
        "Create the client under Manage Account, OAuth clients, with {redirect_uri} and its scopes,"
        " which are named after API permissions.",
        "Its token authentication method and the grant type refresh_token are chosen there, too.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("issuer", "offline", "api"),
)
