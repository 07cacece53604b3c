"""Hugging Face: https://huggingface.co/docs/hub/spaces-oauth."""

from datetime import date

from oauth_presets import Preset

huggingface = Preset(
    name="huggingface",
    title="Hugging Face",
    categories=("developer", "data"),
    authorize_url="https://huggingface.co/oauth/authorize",
    token_url="https://huggingface.co/oauth/token",
    issuer="https://huggingface.co",
    scopes=("openid", "profile", "read-repos"),
    scope_descriptions={
        "openid": "Return an ID token",
        "profile": "Read the user's profile",
        "read-repos": "Read the user's repositories, and those of organisations the user picks",
    },
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://huggingface.co/docs/hub/spaces-oauth",
    console_url="https://huggingface.co/settings/applications/new",
    setup=(
        "Enter {redirect_uri} as a redirect URL of the OAuth app.",
        "The user picks the organisations; authorize_params={'orgIds': ...} asks for one.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("pkce",),
)
