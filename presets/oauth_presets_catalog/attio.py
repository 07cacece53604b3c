"""Attio: https://docs.attio.com/docs/oauth/authorize."""

from datetime import date

from oauth_presets import Api, Offline, Preset

attio = Preset(
    name="attio",
    title="Attio",
    categories=("crm", "sales"),
    authorize_url="https://app.attio.com/authorize",
    token_url="https://app.attio.com/oauth/token",
    userinfo_url="https://api.attio.com/v2/self",
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.attio.com/v2"),
    registration=("console",),
    docs_url="https://docs.attio.com/docs/oauth/token",
    console_url="https://build.attio.com",
    setup=(
        "Switch OAuth on for the app and add {redirect_uri} to its redirect URIs.",
        "Scopes are chosen on the app; the request has no parameter for them.",
        "Attio must review the app before other workspaces can use it.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline", "userinfo_url", "api"),
)
