"""Clever: https://dev.clever.com/docs/oauth-implementation."""

from datetime import date

from oauth_presets import Api, Preset

clever = Preset(
    name="clever",
    title="Clever",
    categories=("identity",),
    keywords=("clever sso",),
    authorize_url="https://clever.com/oauth/authorize",
    token_url="https://clever.com/oauth/tokens",
    userinfo_url="https://api.clever.com/v3.0/me",
    api=Api(base_url="https://api.clever.com/v3.0"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("partner",),
    docs_url="https://dev.clever.com/docs/oauth-implementation",
    setup=(
        "Single sign-on takes an agreement with Clever first (Clever Complete).",
        "Add {redirect_uri} to the redirect URIs of the application.",
        "The token identifies the user and the district; full rosters need Secure Sync.",
        "Logins from the Clever Portal arrive at the callback without your state.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=("token_url", "userinfo_url", "token_endpoint_auth_methods", "api"),
)
