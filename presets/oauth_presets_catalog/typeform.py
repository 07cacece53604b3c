"""Typeform: https://www.typeform.com/developers/get-started/applications/."""

from datetime import date

from oauth_presets import Offline, Preset

READ = ("forms:read", "responses:read", "workspaces:read")

typeform = Preset(
    name="typeform",
    title="Typeform",
    categories=("forms",),
    authorize_url="https://api.typeform.com/oauth/authorize",
    token_url="https://api.typeform.com/oauth/token",
    scopes=READ,
    scope_sets={"readonly": READ, "responses": ("forms:read", "responses:read")},
    scope_descriptions={
        "forms:read": "Read forms",
        "responses:read": "Read the answers to forms",
        "workspaces:read": "Read workspaces",
    },
    offline=Offline(mode="request", scopes=("offline",)),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://www.typeform.com/developers/get-started/applications/",
    setup=(
        "Register the app under Developer apps, with {redirect_uri} among its redirect URIs.",
        "The client secret is shown once.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets"),
)
