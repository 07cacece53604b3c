"""Outreach: https://developers.outreach.io/api/oauth/.

The token endpoint is written out in Outreach's own
https://github.com/getoutreach/outreach-platform-sdk, documentation/authorization/oauth.md.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("accounts.read", "prospects.read", "opportunities.read", "users.read")

SCOPES = {
    "accounts.read": "Read accounts",
    "prospects.read": "Read prospects",
    "opportunities.read": "Read opportunities",
    "users.read": "Read users",
    "calls.read": "Read calls",
    "mailings.read": "Read mailings",
    "events.read": "Read events",
    "sequences.read": "Read sequences",
}

outreach = Preset(
    name="outreach",
    title="Outreach",
    categories=("sales", "crm"),
    keywords=("outreach.io",),
    authorize_url="https://api.outreach.io/oauth/authorize",
    token_url="https://api.outreach.io/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "activity": (*READ_ONLY, "calls.read", "mailings.read", "events.read", "sequences.read"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.outreach.io/api/v2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.outreach.io/api/oauth/",
    setup=(
        "On the API access tab of the Outreach app, add {redirect_uri} to the redirect URIs and"
        " select the scopes.",
        "Until the app is published, its credentials are for development: limited, with a warning.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api", "scopes", "scope_sets"),
)
