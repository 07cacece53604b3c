"""FreshBooks: https://www.freshbooks.com/api/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = (
    "user:profile:read",
    "user:clients:read",
    "user:invoices:read",
    "user:projects:read",
    "user:time_entries:read",
)
SCOPES = {
    "user:profile:read": "Read the user and the businesses; every app has it",
    "user:clients:read": "Read clients",
    "user:invoices:read": "Read invoices",
    "user:projects:read": "Read projects",
    "user:time_entries:read": "Read time entries",
    "user:expenses:read": "Read expenses",
    "user:payments:read": "Read payments",
    "user:bills:read": "Read bills of suppliers",
    "user:estimates:read": "Read estimates",
}

freshbooks = Preset(
    name="freshbooks",
    title="FreshBooks",
    categories=("accounting", "projects"),
    keywords=("invoicing",),
    authorize_url="https://auth.freshbooks.com/oauth/authorize",
    token_url="https://api.freshbooks.com/auth/oauth/token",
    userinfo_url="https://api.freshbooks.com/auth/api/v1/users/me",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "books": (*READ_ONLY, "user:expenses:read", "user:payments:read", "user:bills:read"),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=12 * 3600,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.freshbooks.com"),
    redirect=Redirect(note="It must be https and have no query."),
    registration=("console",),
    docs_url="https://www.freshbooks.com/api/authentication",
    console_url="https://my.freshbooks.com/#/developer",
    setup=(
        "Add {redirect_uri} to the app's redirect URIs.",
        "Tick the scopes on the app first; the request can only ask for some of them.",
        "API paths need the account_id or business_id that the user info lists.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "pkce", "console_url"),
)
