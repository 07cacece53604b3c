"""Capsule CRM: https://developer.capsulecrm.com/v2/overview/authentication.

What the server takes is in https://api.capsulecrm.com/.well-known/openid-configuration.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "read": "Read the account",
    "write": "Create and change what the user can",
    "user_preference": "The user's preferences",
}

capsule_crm = Preset(
    name="capsule_crm",
    title="Capsule CRM",
    categories=("crm", "sales"),
    keywords=("capsule",),
    authorize_url="https://api.capsulecrm.com/oauth/authorise",
    token_url="https://api.capsulecrm.com/oauth/token",
    issuer="https://api.capsulecrm.com",
    revocation_url="https://api.capsulecrm.com/oauth/revoke",
    jwks_url="https://api.capsulecrm.com/.well-known/jwks.json",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.capsulecrm.com/api/v2"),
    offline=Offline(mode="always"),
    access_token_seconds=604_799,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.capsulecrm.com/v2/overview/authentication",
    setup=("Register a client with {redirect_uri}; installed applications get no secret.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
