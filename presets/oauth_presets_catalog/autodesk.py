"""Autodesk: https://aps.autodesk.com/en/docs/oauth/v2/tutorials/get-3-legged-token."""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "data:read": "Read the user's data in the Autodesk ecosystem",
    "account:read": "Read account data that the user is entitled to",
    "user-profile:read": "Read the user's profile",
    "data:search": "Search the user's data",
    "viewables:read": "Read thumbnails and other viewable resources",
}

autodesk = Preset(
    name="autodesk",
    title="Autodesk Platform Services",
    categories=("design", "projects", "files"),
    authorize_url="https://developer.api.autodesk.com/authentication/v2/authorize",
    token_url="https://developer.api.autodesk.com/authentication/v2/token",
    scopes=("data:read", "account:read"),
    scope_sets={"readonly": ("data:read", "account:read"), "read_all": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://aps.autodesk.com/en/docs/oauth/v2/tutorials/get-3-legged-token",
    setup=(
        "Enter {redirect_uri} as the callback URL of the app.",
        "Send the credentials either in the header or in the body, never in both.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
