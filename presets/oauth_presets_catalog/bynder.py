"""Bynder: https://developer-docs.bynder.com/api/authentication-oauth2-oauth-apps.

Paths and scopes are those of Bynder's own clients, https://github.com/Bynder/bynder-python-sdk and
https://github.com/Bynder/bynder-js-sdk; one sends the secret in the body, the other by Basic.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "current.user:read": "Read the user's profile; Bynder wants it",
    "asset:read": "Read assets",
    "collection:read": "Read collections",
    "meta.assetbank:read": "Read metadata of the asset bank",
}

VARIABLES = {
    "portal": Variable(
        kind="host", example="acme.bynder.com", description="Host of the Bynder portal."
    )
}

bynder = Preset(
    name="bynder",
    title="Bynder",
    categories=("files", "marketing"),
    keywords=("digital asset management", "dam"),
    authorize_url="https://{portal}/v6/authentication/oauth2/auth",
    token_url="https://{portal}/v6/authentication/oauth2/token",
    revocation_url="https://{portal}/v6/authentication/oauth2/revoke",
    variables=VARIABLES,
    scopes=("current.user:read", "asset:read", "collection:read", "meta.assetbank:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{portal}/api/v4"),
    offline=Offline(mode="request", scopes=("offline",)),
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://developer-docs.bynder.com/api/authentication-oauth2-oauth-apps",
    setup=(
        "Under Portal settings, OAuth Apps, register an app with {redirect_uri}; scopes are final.",
        "The app belongs to that portal. Where OAuth Apps is missing, Bynder switches it on.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
