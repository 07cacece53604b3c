"""Productboard: https://developer.productboard.com/v2.0.0/reference/oauth2."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ = ("entities:read", "notes:read", "members:read")

SCOPES = {
    "entities:read": "Read products, features, releases and objectives",
    "notes:read": "Read notes with customer feedback",
    "members:read": "Read the members of the workspace",
}

productboard = Preset(
    name="productboard",
    title="Productboard",
    categories=("projects",),
    authorize_url="https://app.productboard.com/oauth2/authorize",
    token_url="https://app.productboard.com/oauth2/token",
    registration_url="https://app.productboard.com/oauth2/register",
    scopes=READ,
    scope_sets={"readonly": READ, "notes": ("notes:read",)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.productboard.com"),
    offline=Offline(mode="always", rotates=True),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://developer.productboard.com/v2.0.0/reference/oauth2",
    console_url="https://app.productboard.com/oauth2/applications",
    setup=(
        "Register the application under OAuth2 applications, with {redirect_uri} among its redirect"
        " URIs, and select the scopes.",
        "After a refresh, the old refresh token works for another hour.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "registration_url",
        "scopes",
        "scope_sets",
        "offline",
        "token_endpoint_auth_methods",
    ),
)
