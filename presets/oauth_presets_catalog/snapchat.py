"""Snapchat: https://developers.snap.com/snap-kit/login-kit/overview."""

from datetime import date

from oauth_presets import Preset

DISPLAY_NAME = "https://auth.snapchat.com/oauth2/api/user.display_name"
EXTERNAL_ID = "https://auth.snapchat.com/oauth2/api/user.external_id"

snapchat = Preset(
    name="snapchat",
    title="Snapchat Login Kit",
    categories=("social", "identity"),
    keywords=("snap kit",),
    authorize_url="https://accounts.snapchat.com/accounts/oauth2/auth",
    token_url="https://accounts.snapchat.com/accounts/oauth2/token",
    scopes=(DISPLAY_NAME, EXTERNAL_ID),
    scope_descriptions={
        DISPLAY_NAME: "Display name of the user",
        EXTERNAL_ID: "Stable identifier of the user for this app",
    },
    pkce="supported",  # the vendor's own SDK sends S256
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.snap.com/snap-kit/login-kit/overview",
    setup=(
        "Add {redirect_uri} to the redirect URIs of Login Kit in the Snap developer portal.",
        "This is sign-in only: snapchat_marketing is for advertising data.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "scopes",
        "scope_descriptions",
        "token_endpoint_auth_methods",
    ),
)
