"""Autodesk: https://aps.autodesk.com/en/docs/oauth/v2/tutorials/get-3-legged-token.

The further endpoints are those of https://github.com/autodesk-platform-services/aps-sdk-openapi.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "data:read": "Read the user's data in the Autodesk ecosystem",
    "account:read": "Read account data that the user is entitled to",
    "user-profile:read": "Read the user's profile",
    "data:search": "Search the user's data",
    "viewables:read": "Read thumbnails and other viewable resources",
}
CHANGES = {
    "data:write": "Create, change and delete the user's data",
    "data:create": "Create data for the user",
    "account:write": "Change account data that the user is entitled to",
}

autodesk = Preset(
    name="autodesk",
    title="Autodesk Platform Services",
    categories=("design", "projects", "files"),
    keywords=("aps", "forge", "autodesk construction cloud", "acc", "bim 360"),
    authorize_url="https://developer.api.autodesk.com/authentication/v2/authorize",
    token_url="https://developer.api.autodesk.com/authentication/v2/token",
    revocation_url="https://developer.api.autodesk.com/authentication/v2/revoke",
    introspection_url="https://developer.api.autodesk.com/authentication/v2/introspect",
    userinfo_url="https://api.userprofile.autodesk.com/userinfo",
    jwks_url="https://developer.api.autodesk.com/authentication/v2/keys",
    scopes=("data:read", "account:read"),
    scope_sets={
        "readonly": ("data:read", "account:read"),
        "read_all": tuple(SCOPES),
        "full": (*SCOPES, *CHANGES),
    },
    scope_descriptions={**SCOPES, **CHANGES},
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    api=Api(base_url="https://developer.api.autodesk.com"),
    registration=("console",),
    docs_url="https://aps.autodesk.com/en/docs/oauth/v2/tutorials/get-3-legged-token",
    setup=(
        "Enter {redirect_uri} as the callback URL of the app.",
        "Send the credentials either in the header or in the body, never in both.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
