"""Okta: https://developer.okta.com/docs/concepts/auth-servers."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

DOMAIN = Variable(
    kind="host",
    example="acme.okta.com",
    description="Your Okta domain: acme.okta.com, acme.oktapreview.com or a custom domain.",
)
SIGN_IN = ("openid", "profile", "email")
DESCRIPTIONS = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and other profile claims of the user",
    "email": "Email address of the user",
}
REDIRECT_SETUP = "Add {redirect_uri} to the sign-in redirect URIs of the app integration."
REFRESH_SETUP = "Allow the grant type Refresh Token in the app integration."
VERIFIED_ON = date(2026, 11, 24)

okta = Preset(
    name="okta",
    title="Okta",
    categories=("identity",),
    authorize_url="https://{okta_domain}/oauth2/v1/authorize",
    token_url="https://{okta_domain}/oauth2/v1/token",
    issuer="https://{okta_domain}",
    variables={"okta_domain": DOMAIN},
    scopes=SIGN_IN,
    scope_sets={"signin": SIGN_IN, "directory": ("okta.users.read", "okta.groups.read")},
    scope_descriptions={
        **DESCRIPTIONS,
        "okta.users.read": "Read the users of the organisation",
        "okta.groups.read": "Read the groups of the organisation and their members",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://developer.okta.com/docs/api/openapi/okta-oauth/oauth",
    setup=(
        REDIRECT_SETUP,
        REFRESH_SETUP,
        "An administrator grants okta.* scopes to the app; only this server issues them.",
        "Only Okta itself can check the access tokens of this server; for your own API use"
        " okta_custom.",
    ),
    verified_on=VERIFIED_ON,
    evidence="vendor_page",
    unverified=("scope_sets",),
)

okta_custom = Preset(
    name="okta_custom",
    title="Okta (custom authorization server)",
    categories=("identity",),
    authorize_url="https://{okta_domain}/oauth2/{server_id}/v1/authorize",
    token_url="https://{okta_domain}/oauth2/{server_id}/v1/token",
    issuer="https://{okta_domain}/oauth2/{server_id}",
    variables={
        "okta_domain": DOMAIN,
        "server_id": Variable(
            kind="segment",
            default="default",
            example="aus9o8wzkhckw9TLa0h7",
            description="Id of the custom authorization server; Okta ships one called default.",
        ),
    },
    scopes=SIGN_IN,
    scope_descriptions=DESCRIPTIONS,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://developer.okta.com/docs/api/openapi/okta-oauth/oauth/customas",
    setup=(
        REDIRECT_SETUP,
        REFRESH_SETUP,
        "Custom authorization servers need the product API Access Management in production.",
    ),
    verified_on=VERIFIED_ON,
    evidence="vendor_page",
)
