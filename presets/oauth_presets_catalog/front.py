"""Front: https://dev.frontapp.com/docs/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

front = Preset(
    name="front",
    title="Front",
    categories=("support", "email", "communication"),
    keywords=("frontapp", "shared inbox"),
    authorize_url="https://app.frontapp.com/oauth/authorize",
    token_url="https://app.frontapp.com/oauth/token",
    userinfo_url="https://api2.frontapp.com/me",
    offline=Offline(mode="always", seconds=180 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="https://api2.frontapp.com"),
    registration=("console",),
    docs_url="https://dev.frontapp.com/docs/oauth",
    setup=(
        "Under Developers, on the app's OAuth tab, add {redirect_uri} to its redirect URLs.",
        "The app decides what the token may read; only an administrator can authorize it.",
        "A refresh may return a new refresh token, when the old one is about to expire: store it.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
