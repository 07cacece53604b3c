"""Keycloak: https://www.keycloak.org/securing-apps/oidc-layers."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and other profile claims of the user",
    "email": "Email address of the user",
}

BASE_URL = Variable(
    kind="base_url",
    example="https://sso.example.com",
    description="Address of the server; servers with a relative path end in it (/auth).",
)

keycloak = Preset(
    name="keycloak",
    title="Keycloak",
    categories=("identity",),
    keywords=("red hat build of keycloak", "rhbk", "red hat sso"),
    authorize_url="{base_url}/realms/{realm}/protocol/openid-connect/auth",
    token_url="{base_url}/realms/{realm}/protocol/openid-connect/token",
    issuer="{base_url}/realms/{realm}",
    revocation_url="{base_url}/realms/{realm}/protocol/openid-connect/revoke",
    introspection_url="{base_url}/realms/{realm}/protocol/openid-connect/token/introspect",
    userinfo_url="{base_url}/realms/{realm}/protocol/openid-connect/userinfo",
    device_authorization_url="{base_url}/realms/{realm}/protocol/openid-connect/auth/device",
    registration_url="{base_url}/realms/{realm}/clients-registrations/openid-connect",
    jwks_url="{base_url}/realms/{realm}/protocol/openid-connect/certs",
    variables={
        "base_url": BASE_URL,
        "realm": Variable(
            kind="segment", example="acme", description="Name of the realm, as in its URL."
        ),
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "none",
    ),
    registration=("console", "dynamic"),
    docs_url="https://www.keycloak.org/securing-apps/oidc-layers",
    setup=(
        "Add {redirect_uri} to the valid redirect URIs of the client.",
        "Without offline_access the refresh token ends with the user's session.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "offline"),
)
