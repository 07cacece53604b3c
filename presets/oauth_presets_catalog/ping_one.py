"""PingOne: https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html.

Client authentication is that of https://github.com/pingidentity/terraform-provider-pingone.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
}

AUTH_DOMAIN = Variable(
    kind="host",
    default="auth.pingone.com",
    example="auth.pingone.eu",
    description="Authentication domain of your region; auth.pingone.com is North America.",
)

ENVIRONMENT_ID = Variable(
    kind="segment",
    example="5caa81af-ec05-41ff-a709-c7378007a99c",
    description="Id of the PingOne environment.",
)

ping_one = Preset(
    name="ping_one",
    title="PingOne",
    categories=("identity",),
    keywords=("ping identity", "pingone"),
    authorize_url="https://{auth_domain}/{environment_id}/as/authorize",
    token_url="https://{auth_domain}/{environment_id}/as/token",
    revocation_url="https://{auth_domain}/{environment_id}/as/revoke",
    introspection_url="https://{auth_domain}/{environment_id}/as/introspect",
    userinfo_url="https://{auth_domain}/{environment_id}/as/userinfo",
    device_authorization_url="https://{auth_domain}/{environment_id}/as/device_authorization",
    jwks_url="https://{auth_domain}/{environment_id}/as/jwks",
    issuer="https://{auth_domain}/{environment_id}/as",
    variables={"auth_domain": AUTH_DOMAIN, "environment_id": ENVIRONMENT_ID},
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_basic",
        "client_secret_post",
        "client_secret_jwt",
        "private_key_jwt",
        "none",
    ),
    registration=("console",),
    docs_url="https://developer.pingidentity.com/pingone-api/auth/openid-connect-oauth-2.html",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the application.",
        "A refresh token needs the grant type refresh_token and offline_access on the application.",
        "The application's token endpoint authentication method decides how the secret is sent.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "jwks_url", "userinfo_url"),
)
