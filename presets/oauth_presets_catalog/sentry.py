"""Sentry: https://docs.sentry.io/api/auth."""

from datetime import date

from oauth_presets import Offline, Preset

sentry = Preset(
    name="sentry",
    title="Sentry",
    categories=("developer",),
    authorize_url="https://sentry.io/oauth/authorize/",
    token_url="https://sentry.io/oauth/token/",
    issuer="https://sentry.io",
    scopes=("org:read", "project:read", "team:read", "event:read"),
    scope_descriptions={
        "org:read": "Read the organisation",
        "project:read": "Read projects",
        "team:read": "Read teams",
        "event:read": "Read issues and events",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    docs_url="https://docs.sentry.io/api/auth",
    console_url="https://sentry.io/settings/account/api/applications/",
    setup=("Enter {redirect_uri} under Authorized Redirect URIs of the application.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("offline",),
)
