"""Uber: https://developer.uber.com/docs/consumer-identity/guides/user-access-token."""

from datetime import date

from oauth_presets import Preset

uber = Preset(
    name="uber",
    title="Uber",
    categories=("identity",),
    authorize_url="https://auth.uber.com/oauth/v2/authorize",
    token_url="https://auth.uber.com/oauth/v2/token",
    scopes=("profile",),
    scope_descriptions={"profile": "Read the user's profile"},
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.uber.com/docs/consumer-identity/guides/user-access-token",
    console_url="https://developer.uber.com/dashboard",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the application.",
        "Scopes must be enabled for the application in the dashboard.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("console_url",),
)
