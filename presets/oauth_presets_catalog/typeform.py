"""Typeform: https://www.typeform.com/developers/get-started/applications/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

READ = ("forms:read", "responses:read", "workspaces:read")

SCOPES = {
    "forms:read": "Read forms",
    "responses:read": "Read the answers to forms",
    "workspaces:read": "Read workspaces",
    "accounts:read": "Read the account's name and email address",
    "images:read": "Read images",
    "themes:read": "Read themes",
    "webhooks:read": "Read webhooks",
}

DATA_CENTER = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Where the answers are kept; eu goes with Enterprise plans only.",
    choices={"us": "api.typeform.com", "eu": "api.eu.typeform.com"},
)

typeform = Preset(
    name="typeform",
    title="Typeform",
    categories=("forms",),
    authorize_url="https://api.typeform.com/oauth/authorize",
    token_url="https://api.typeform.com/oauth/token",
    userinfo_url="https://api.typeform.com/me",
    registration_url="https://api.typeform.com/oauth/register",
    jwks_url="https://api.typeform.com/.well-known/jwks.json",
    variables={"data_center": DATA_CENTER},
    scopes=READ,
    scope_sets={
        "readonly": READ,
        "responses": ("forms:read", "responses:read"),
        "signin": ("accounts:read",),
        "design": ("forms:read", "images:read", "themes:read"),
        "webhooks": ("forms:read", "webhooks:read"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{data_center}"),
    offline=Offline(mode="request", scopes=("offline",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console", "dynamic"),
    docs_url="https://www.typeform.com/developers/get-started/applications/",
    setup=(
        "Register the app under Developer apps, with {redirect_uri} among its redirect URIs.",
        "The client secret is shown once.",
        "userinfo_url needs the scope accounts:read.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
