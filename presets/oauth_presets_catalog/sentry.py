"""Sentry: https://docs.sentry.io/api/auth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "org:read": "Read the organisation",
    "project:read": "Read projects",
    "team:read": "Read teams",
    "event:read": "Read issues and events",
    "member:read": "Read members",
    "project:releases": "Read and make releases",
}

SCOPE_SETS = {
    "readonly": ("org:read", "project:read", "team:read", "event:read"),
    "releases": ("org:read", "project:read", "project:releases"),
    "members": ("org:read", "team:read", "member:read"),
}

sentry = Preset(
    name="sentry",
    title="Sentry",
    categories=("developer",),
    keywords=("sentry.io",),
    authorize_url="https://sentry.io/oauth/authorize/",
    token_url="https://sentry.io/oauth/token/",
    device_authorization_url="https://sentry.io/oauth/device/code/",
    absent=("revocation_url", "introspection_url"),
    issuer="https://sentry.io",
    scopes=("org:read", "project:read", "team:read", "event:read"),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    api=Api(base_url="https://sentry.io/api/0"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=2_592_000,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.sentry.io/api/auth",
    console_url="https://sentry.io/settings/account/api/applications/",
    setup=("Enter {redirect_uri} under Authorized Redirect URIs of the application.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("absent", "device_authorization_url"),
)
