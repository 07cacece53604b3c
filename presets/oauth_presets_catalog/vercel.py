"""Vercel: https://vercel.com/docs/sign-in-with-vercel/authorization-server-api."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "User name and picture of the user",
    "email": "Email address of the user",
}

vercel = Preset(
    name="vercel",
    title="Vercel",
    categories=("developer", "identity"),
    keywords=("sign in with vercel", "zeit"),
    authorize_url="https://vercel.com/oauth/authorize",
    token_url="https://api.vercel.com/login/oauth/token",
    revocation_url="https://api.vercel.com/login/oauth/token/revoke",
    introspection_url="https://api.vercel.com/login/oauth/token/introspect",
    userinfo_url="https://api.vercel.com/login/oauth/userinfo",
    device_authorization_url="https://api.vercel.com/login/oauth/device-authorization",
    registration_url="https://api.vercel.com/login/oauth/register",
    jwks_url="https://vercel.com/.well-known/jwks",
    issuer="https://vercel.com",
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.vercel.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(
        mode="request", scopes=("offline_access",), rotates=True, seconds=30 * 24 * 3600
    ),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console", "dynamic"),
    docs_url="https://vercel.com/docs/sign-in-with-vercel/authorization-server-api",
    setup=(
        "Add {redirect_uri} to the callback URLs of the app.",
        "Scopes that are not switched on for the app are dropped without an error.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("access_token_seconds", "offline", "api"),
)
