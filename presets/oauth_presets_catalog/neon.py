"""Neon: https://neon.com/docs/guides/oauth-integration."""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("urn:neoncloud:projects:read", "urn:neoncloud:orgs:read")

neon = Preset(
    name="neon",
    title="Neon",
    categories=("developer", "data"),
    authorize_url="https://oauth2.neon.tech/oauth2/auth",
    token_url="https://oauth2.neon.tech/oauth2/token",
    issuer="https://oauth2.neon.tech/",
    scopes=READ_ONLY,
    scope_descriptions={
        "urn:neoncloud:projects:read": "Read projects",
        "urn:neoncloud:orgs:read": "Read organisations",
    },
    scope_restrictions=dict.fromkeys(READ_ONLY, "partner only"),
    offline=Offline(mode="request", scopes=("offline", "offline_access")),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_post",
        "client_secret_basic",
        "private_key_jwt",
        "none",
    ),
    docs_url="https://neon.com/docs/guides/oauth-integration",
    setup=(
        "Neon registers the application, for commercial partners only: send it {redirect_uri}.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
