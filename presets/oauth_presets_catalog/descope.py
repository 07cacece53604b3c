"""Descope: https://docs.descope.com/getting-started/oidc-endpoints."""

from datetime import date

from oauth_presets import Preset, Variable

SIGN_IN = ("openid", "profile", "email")

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
}

VARIABLES = {
    "api_host": Variable(
        kind="host",
        default="api.descope.com",
        example="auth.example.com",
        description="Descope's API host, or your custom domain.",
    )
}

descope = Preset(
    name="descope",
    title="Descope",
    categories=("identity",),
    authorize_url="https://{api_host}/oauth2/v1/authorize",
    token_url="https://{api_host}/oauth2/v1/token",
    variables=VARIABLES,
    scopes=SIGN_IN,
    scope_sets={"readonly": SIGN_IN},
    scope_descriptions=SCOPES,
    pkce="supported",
    registration=("console",),
    docs_url="https://docs.descope.com/getting-started/oidc-endpoints",
    setup=(
        "Allow {redirect_uri} as a redirect URL of the project.",
        "The client id is the project's id and the client secret an access key.",
        "These are the endpoints of federated applications; inbound apps have others.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "pkce"),
)
