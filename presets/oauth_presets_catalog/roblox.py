"""Roblox: https://create.roblox.com/docs/en-us/cloud/auth/oauth2-reference."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and picture of the user",
}

roblox = Preset(
    name="roblox",
    title="Roblox",
    categories=("identity", "developer"),
    authorize_url="https://apis.roblox.com/oauth/v1/authorize",
    token_url="https://apis.roblox.com/oauth/v1/token",
    revocation_url="https://apis.roblox.com/oauth/v1/token/revoke",
    introspection_url="https://apis.roblox.com/oauth/v1/token/introspect",
    userinfo_url="https://apis.roblox.com/oauth/v1/userinfo",
    jwks_url="https://apis.roblox.com/oauth/v1/certs",
    absent=("registration_url",),
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://apis.roblox.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always", rotates=True, seconds=90 * 24 * 3600),
    access_token_seconds=900,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://create.roblox.com/docs/en-us/cloud/auth/oauth2-reference",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the OAuth 2.0 app in the Creator Dashboard.",
        "Public clients must use PKCE.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
