"""apaleo: https://apaleo.dev/guides/oauth-connection/oauth-openid.html.

apaleo's own clients, https://github.com/apaleo/slack and https://github.com/apaleo/gsheet-addon,
send the secret in either way.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "setup.read": "Read the set-up of properties",
    "reservations.read": "Read reservations",
}

apaleo = Preset(
    name="apaleo",
    title="apaleo",
    categories=("commerce",),
    keywords=("hotel", "property management", "pms"),
    authorize_url="https://identity.apaleo.com/connect/authorize",
    token_url="https://identity.apaleo.com/connect/token",
    revocation_url="https://identity.apaleo.com/connect/revocation",
    introspection_url="https://identity.apaleo.com/connect/introspect",
    scopes=("setup.read", "reservations.read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.apaleo.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://apaleo.dev/guides/oauth-connection/oauth-openid.html",
    setup=(
        "In the dashboard, under Apps, My store apps, create an app with {redirect_uri} as its"
        " redirect URI.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "offline", "api"),
)
