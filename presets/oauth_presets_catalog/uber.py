"""Uber: https://developer.uber.com/docs/consumer-identity/guides/user-access-token."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

uber = Preset(
    name="uber",
    title="Uber",
    categories=("identity",),
    authorize_url="https://auth.uber.com/oauth/v2/authorize",
    token_url="https://auth.uber.com/oauth/v2/token",
    userinfo_url="https://api.uber.com/v1.2/me",
    scopes=("profile",),
    scope_descriptions={"profile": "Read the user's profile"},
    api=Api(base_url="https://api.uber.com"),
    redirect=Redirect(loopback=("localhost",), note="For tests."),
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=2_592_000,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.uber.com/docs/consumer-identity/guides/user-access-token",
    console_url="https://developer.uber.com/dashboard",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the application.",
        "Scopes must be enabled for the application in the dashboard.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("console_url",),
)
