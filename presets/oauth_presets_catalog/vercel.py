"""Vercel: https://vercel.com/docs/sign-in-with-vercel/authorization-server-api."""

from datetime import date

from oauth_presets import Offline, Preset

vercel = Preset(
    name="vercel",
    title="Vercel",
    categories=("developer", "identity"),
    authorize_url="https://vercel.com/oauth/authorize",
    token_url="https://api.vercel.com/login/oauth/token",
    issuer="https://vercel.com",
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "User name and picture of the user",
        "email": "Email address of the user",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://vercel.com/docs/sign-in-with-vercel/authorization-server-api",
    setup=(
        "Add {redirect_uri} to the callback URLs of the app.",
        "Scopes that are not switched on for the app are dropped without an error.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
