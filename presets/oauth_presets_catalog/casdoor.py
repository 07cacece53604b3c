"""Casdoor: https://casdoor.org/docs/how-to-connect/oauth."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and picture of the user",
    "email": "Email address of the user",
}

casdoor = Preset(
    name="casdoor",
    title="Casdoor",
    categories=("identity",),
    keywords=("casbin",),
    authorize_url="{base_url}/login/oauth/authorize",
    token_url="{base_url}/api/login/oauth/access_token",
    issuer="{base_url}",
    refresh_url="{base_url}/api/login/oauth/refresh_token",
    introspection_url="{base_url}/api/login/oauth/introspect",
    userinfo_url="{base_url}/api/userinfo",
    registration_url="{base_url}/api/oauth/register",
    jwks_url="{base_url}/.well-known/jwks",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://door.example.com",
            description="Address of the server.",
        )
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console", "dynamic"),
    docs_url="https://casdoor.org/docs/how-to-connect/oauth",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the application.",
        "Set how long refresh tokens live on the application; with 0 hours there are none to use.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
