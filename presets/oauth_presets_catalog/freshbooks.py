"""FreshBooks: https://www.freshbooks.com/api/authentication."""

from datetime import date

from oauth_presets import Offline, Preset

freshbooks = Preset(
    name="freshbooks",
    title="FreshBooks",
    categories=("accounting", "projects"),
    authorize_url="https://auth.freshbooks.com/oauth/authorize",
    token_url="https://api.freshbooks.com/auth/oauth/token",
    scopes=(
        "user:profile:read",
        "user:clients:read",
        "user:invoices:read",
        "user:projects:read",
        "user:time_entries:read",
    ),
    scope_descriptions={
        "user:profile:read": "Read the user and the businesses; every app has it",
        "user:clients:read": "Read clients",
        "user:invoices:read": "Read invoices",
        "user:projects:read": "Read projects",
        "user:time_entries:read": "Read time entries",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://www.freshbooks.com/api/authentication",
    console_url="https://my.freshbooks.com/#/developer",
    setup=(
        "Add {redirect_uri} to the app's redirect URIs; it must be https and have no query.",
        "Tick the scopes on the app first; the request can only ask for some of them.",
        "Access tokens last 12 hours; a refresh token works once and brings the next one.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("console_url",),
)
