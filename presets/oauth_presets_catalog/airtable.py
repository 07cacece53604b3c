"""Airtable: https://airtable.com/developers/web/api/oauth-reference.

The token endpoint and the client authentication are those of Airtable's own example,
https://github.com/Airtable/oauth-example; scopes are those of
https://airtable.com/developers/web/api/scopes.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("data.records:read", "schema.bases:read")

SCOPES = {
    "data.records:read": "Read records",
    "data.records:write": "Create, change and delete records",
    "data.recordComments:read": "Read comments on records",
    "data.recordComments:write": "Create, change and delete comments on records",
    "schema.bases:read": "Read names and types of tables and fields",
    "schema.bases:write": "Change the structure of a base",
    "webhook:manage": "Create, list and delete webhooks of a base, and fetch their payloads",
    "user.email:read": "Read the user's email address",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "comments": (*READ_ONLY, "data.recordComments:read"),
    "full": (
        *READ_ONLY,
        "data.records:write",
        "data.recordComments:read",
        "data.recordComments:write",
        "schema.bases:write",
    ),
    "signin": ("user.email:read",),
}

airtable = Preset(
    name="airtable",
    title="Airtable",
    categories=("data", "projects"),
    keywords=("spreadsheet", "database"),
    authorize_url="https://airtable.com/oauth2/v1/authorize",
    token_url="https://airtable.com/oauth2/v1/token",
    userinfo_url="https://api.airtable.com/v0/meta/whoami",
    absent=("revocation_url",),
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    api=Api(base_url="https://api.airtable.com/v0"),
    redirect=Redirect(loopback=("localhost",), note="Only localhost may do without https."),
    registration=("console",),
    docs_url="https://airtable.com/developers/web/api/oauth-reference",
    console_url="https://airtable.com/create/oauth",
    setup=(
        "Register {redirect_uri} as the OAuth redirect URL of the integration.",
        "Tick each scope on the integration; at least one must be asked for.",
        "If the integration has a secret, the token endpoint wants it.",
        "The user picks the bases. Others can use the integration only once it has a support "
        "address, a privacy policy and terms of service.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "absent", "api"),
)
