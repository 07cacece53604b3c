"""Neon: https://neon.com/docs/guides/oauth-integration."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("urn:neoncloud:projects:read", "urn:neoncloud:orgs:read")

SCOPES = {
    "urn:neoncloud:projects:read": "Read projects",
    "urn:neoncloud:orgs:read": "Read organisations",
    "urn:neoncloud:projects:create": "Create projects",
    "urn:neoncloud:projects:update": "Change projects",
}

neon = Preset(
    name="neon",
    title="Neon",
    categories=("developer", "data"),
    keywords=("neon postgres", "neon.tech"),
    authorize_url="https://oauth2.neon.tech/oauth2/auth",
    token_url="https://oauth2.neon.tech/oauth2/token",
    revocation_url="https://oauth2.neon.tech/oauth2/revoke",
    userinfo_url="https://oauth2.neon.tech/userinfo",
    jwks_url="https://oauth2.neon.tech/.well-known/jwks.json",
    issuer="https://oauth2.neon.tech/",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "write": ("urn:neoncloud:projects:create", "urn:neoncloud:projects:update"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://console.neon.tech/api/v2"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="request", scopes=("offline", "offline_access")),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_post",
        "client_secret_basic",
        "private_key_jwt",
        "none",
    ),
    registration=("partner",),
    docs_url="https://neon.com/docs/guides/oauth-integration",
    setup=("Send Neon {redirect_uri}: it registers the application.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("api", "redirect"),
)
