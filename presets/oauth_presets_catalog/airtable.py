"""Airtable: https://airtable.com/developers/web/api/oauth-reference.

The token endpoint and the client authentication are those of Airtable's own example,
https://github.com/Airtable/oauth-example.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("data.records:read", "schema.bases:read")

airtable = Preset(
    name="airtable",
    title="Airtable",
    categories=("data", "projects"),
    authorize_url="https://airtable.com/oauth2/v1/authorize",
    token_url="https://airtable.com/oauth2/v1/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "comments": (*READ_ONLY, "data.recordComments:read"),
        "full": (
            *READ_ONLY,
            "data.records:write",
            "data.recordComments:read",
            "data.recordComments:write",
            "schema.bases:write",
        ),
    },
    scope_descriptions={
        "data.records:read": "Read records",
        "data.records:write": "Create, change and delete records",
        "data.recordComments:read": "Read comments on records",
        "data.recordComments:write": "Create, change and delete comments on records",
        "schema.bases:read": "Read names and types of tables and fields",
        "schema.bases:write": "Change the structure of a base",
    },
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    docs_url="https://airtable.com/developers/web/api/oauth-reference",
    console_url="https://airtable.com/create/oauth",
    setup=(
        "Register {redirect_uri} as the OAuth redirect URL of the integration; it must be https.",
        "Tick each scope on the integration; at least one must be asked for.",
        "The secret is an option: once there is one, the token endpoint wants it by Basic.",
        "The user picks the bases. Others can use the integration only once it has a support "
        "address, a privacy policy and terms of service.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
