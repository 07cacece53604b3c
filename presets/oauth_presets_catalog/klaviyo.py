"""Klaviyo: https://developers.klaviyo.com/en/docs/set_up_oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = (
    "accounts:read",
    "profiles:read",
    "lists:read",
    "segments:read",
    "events:read",
    "metrics:read",
)

SCOPES = {
    "accounts:read": "Read the account; Klaviyo requires it of every app",
    "profiles:read": "Read and search profiles",
    "lists:read": "Read lists and who is on them",
    "segments:read": "Read segments and who is in them",
    "events:read": "Read events",
    "metrics:read": "Read metrics and their aggregates",
}

klaviyo = Preset(
    name="klaviyo",
    title="Klaviyo",
    categories=("marketing", "crm", "commerce"),
    authorize_url="https://www.klaviyo.com/oauth/authorize",
    token_url="https://a.klaviyo.com/oauth/token",
    revocation_url="https://a.klaviyo.com/oauth/revoke",
    userinfo_url="https://a.klaviyo.com/api/accounts",
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "profiles": ("accounts:read", "profiles:read")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://a.klaviyo.com/api", headers={"revision": "2026-10-15"}),
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.klaviyo.com/en/docs/set_up_oauth",
    setup=(
        "On Klaviyo's Manage apps page, create an app and add {redirect_uri} to its redirect URLs.",
        "Declare the scopes on the app, separated by spaces, accounts:read among them.",
        "Only owners, admins and managers of a Klaviyo account can create an app.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
