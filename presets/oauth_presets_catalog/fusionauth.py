"""FusionAuth: https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/endpoints."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SIGN_IN = ("openid", "profile", "email")

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
    "phone": "Phone number of the user",
}

fusionauth = Preset(
    name="fusionauth",
    title="FusionAuth",
    categories=("identity",),
    authorize_url="{base_url}/oauth2/authorize",
    token_url="{base_url}/oauth2/token",
    introspection_url="{base_url}/oauth2/introspect",
    userinfo_url="{base_url}/oauth2/userinfo",
    device_authorization_url="{base_url}/oauth2/device_authorize",
    jwks_url="{base_url}/.well-known/jwks.json",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://acme.fusionauth.io",
            description="Address of the FusionAuth server.",
        )
    },
    scopes=SIGN_IN,
    scope_sets={"readonly": SIGN_IN, "phone": (*SIGN_IN, "phone")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console",),
    docs_url="https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/endpoints",
    setup=(
        "Register {redirect_uri} in the OAuth configuration of the application.",
        "A server with more than one tenant wants authorize_params={'tenantId': ...}.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
