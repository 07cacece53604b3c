"""Zitadel: https://zitadel.com/docs/apis/openidoauth/endpoints."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token; required",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
}

BASE_URL = Variable(
    kind="base_url",
    example="https://acme-a1b2c3.zitadel.cloud",
    description="Address of the instance, or its custom domain.",
)

zitadel = Preset(
    name="zitadel",
    title="Zitadel",
    categories=("identity",),
    authorize_url="{base_url}/oauth/v2/authorize",
    token_url="{base_url}/oauth/v2/token",
    revocation_url="{base_url}/oauth/v2/revoke",
    introspection_url="{base_url}/oauth/v2/introspect",
    userinfo_url="{base_url}/oidc/v1/userinfo",
    device_authorization_url="{base_url}/oauth/v2/device_authorization",
    jwks_url="{base_url}/oauth/v2/keys",
    issuer="{base_url}",
    variables={"base_url": BASE_URL},
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    api=Api(base_url="{base_url}"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=(
        "client_secret_basic",
        "client_secret_post",
        "private_key_jwt",
        "none",
    ),
    registration=("console",),
    docs_url="https://zitadel.com/docs/apis/openidoauth/endpoints",
    setup=(
        "Register {redirect_uri} as a redirect URI of the application, exactly as it is sent.",
        "Choose the authentication method of the application to match: Basic, Post, JWT or PKCE.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
