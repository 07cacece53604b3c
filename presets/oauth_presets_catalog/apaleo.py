"""apaleo: https://apaleo.dev/guides/oauth-connection/oauth-openid.html."""

from datetime import date

from oauth_presets import Api, Offline, Preset

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
    scope_descriptions={
        "setup.read": "Read the set-up of properties",
        "reservations.read": "Read reservations",
    },
    api=Api(base_url="https://api.apaleo.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
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
