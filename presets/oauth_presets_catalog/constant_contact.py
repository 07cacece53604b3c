"""Constant Contact: https://developer.constantcontact.com/api_guide/server_flow.html."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPE_SETS = {
    "everything": ("account_read", "contact_data", "campaign_data"),
    "readonly": ("account_read",),
    "contacts": ("account_read", "contact_data"),
    "campaigns": ("account_read", "campaign_data"),
}

SCOPES = {
    "account_read": "Read the account",
    "contact_data": "Read and write contacts and lists, and read reports on them",
    "campaign_data": "Read and write email campaigns, and read reports on them",
}

constant_contact = Preset(
    name="constant_contact",
    title="Constant Contact",
    categories=("marketing", "email"),
    keywords=("newsletter", "email marketing", "ctct"),
    authorize_url="https://authz.constantcontact.com/oauth2/default/v1/authorize",
    token_url="https://authz.constantcontact.com/oauth2/default/v1/token",
    revocation_url="https://authz.constantcontact.com/oauth2/default/v1/revoke",
    userinfo_url="https://api.cc.email/v3/account/summary",
    scopes=("account_read", "contact_data", "campaign_data"),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    api=Api(base_url="https://api.cc.email/v3"),
    registration=("console",),
    docs_url="https://developer.constantcontact.com/api_guide/server_flow.html",
    setup=(
        "Enter {redirect_uri} as a redirect URI of the application under My Applications.",
        "Choose the Authorization Code Flow there, or PKCE; the API key is the client ID.",
        "Only the account has a scope for reading: the other two also write.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "userinfo_url", "api"),
)
