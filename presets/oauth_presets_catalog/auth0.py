"""Auth0: https://auth0.com/docs/flows/call-your-api-using-the-authorization-code-flow.

The metadata are shown on
https://auth0.com/docs/get-started/applications/configure-applications-with-oidc-discovery.
"""

from datetime import date

from oauth_presets import Offline, Preset, Redirect, Variable

SIGN_IN = ("openid", "profile", "email")

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name, nickname and picture of the user",
    "email": "Email address of the user",
    "phone": "Phone number of the user",
    "address": "Postal address of the user",
}

auth0 = Preset(
    name="auth0",
    title="Auth0",
    categories=("identity",),
    keywords=("okta customer identity", "okta cic"),
    authorize_url="https://{domain}/authorize",
    token_url="https://{domain}/oauth/token",
    issuer="https://{domain}/",
    revocation_url="https://{domain}/oauth/revoke",
    userinfo_url="https://{domain}/userinfo",
    device_authorization_url="https://{domain}/oauth/device/code",
    registration_url="https://{domain}/oidc/register",
    jwks_url="https://{domain}/.well-known/jwks.json",
    variables={
        "domain": Variable(
            kind="host",
            example="acme.us.auth0.com",
            description="Domain of the tenant, or its custom domain, from the application page.",
        )
    },
    scopes=SIGN_IN,
    scope_sets={"readonly": SIGN_IN, "address": (*SIGN_IN, "phone", "address")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=24 * 3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "private_key_jwt"),
    redirect=Redirect(loopback=("localhost",), note="Not recommended in production."),
    registration=("console", "dynamic"),
    docs_url="https://auth0.com/docs/flows/call-your-api-using-the-authorization-code-flow",
    setup=(
        "Add {redirect_uri} to the Allowed Callback URLs of the application.",
        "For a token to your own API pass authorize_params={'audience': ...} with its identifier.",
        "A refresh token needs the grant type Refresh Token and, for an API, Allow Offline Access.",
        "Dynamic registration is off until the tenant's settings switch it on.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
