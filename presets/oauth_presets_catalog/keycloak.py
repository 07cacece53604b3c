"""Keycloak: https://www.keycloak.org/securing-apps/oidc-layers."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

keycloak = Preset(
    name="keycloak",
    title="Keycloak",
    categories=("identity",),
    authorize_url="{base_url}/realms/{realm}/protocol/openid-connect/auth",
    token_url="{base_url}/realms/{realm}/protocol/openid-connect/token",
    issuer="{base_url}/realms/{realm}",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://sso.example.com",
            description="Address of the server; servers with a relative path end in it (/auth).",
        ),
        "realm": Variable(
            kind="segment", example="acme", description="Name of the realm, as in its URL."
        ),
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "Name and other profile claims of the user",
        "email": "Email address of the user",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    docs_url="https://www.keycloak.org/securing-apps/oidc-layers",
    setup=(
        "Add {redirect_uri} to the valid redirect URIs of the client.",
        "Without offline_access the refresh token ends with the user's session.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "offline", "pkce"),
)
