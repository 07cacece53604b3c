"""Mural: https://developers.mural.co/public/docs/oauth.

Both endpoints in code: https://developers.mural.co/public/docs/basic-oauth-server-setup. Client
authentication: the sample in https://github.com/MuralDevKit/mural-integrations-sdk.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("murals:read", "rooms:read", "workspaces:read")

SCOPES = {
    "murals:read": "Read murals",
    "rooms:read": "Read rooms and their settings",
    "workspaces:read": "Read workspaces and their settings",
    "users:read": "Read who is a member, guest or visitor",
    "identity:read": "Name, avatar and company of the user",
}

mural = Preset(
    name="mural",
    title="Mural",
    categories=("design", "projects"),
    authorize_url="https://app.mural.co/api/public/v1/authorization/oauth2/",
    token_url="https://app.mural.co/api/public/v1/authorization/oauth2/token",
    refresh_url="https://app.mural.co/api/public/v1/authorization/oauth2/refresh",
    userinfo_url="https://app.mural.co/api/public/v1/users/me",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "people": (*READ_ONLY, "users:read", "identity:read"),
        "signin": ("identity:read",),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://app.mural.co/api/public/v1"),
    offline=Offline(mode="always", rotates=True),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.mural.co/public/docs/oauth",
    setup=(
        "Under My apps in Mural, register an app with {redirect_uri} as a Redirect URL and select"
        " its scopes. http is accepted only until the app is shared.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url", "api"),
)
