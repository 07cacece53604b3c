"""Visma Connect: https://docs.vismasoftware.no/vismanetapi/setting-up-your-integration/authentication."""

from datetime import date

from oauth_presets import Offline, Preset, Redirect

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "dineropublicapi:read": "Read the books in Dinero",
}

visma_connect = Preset(
    name="visma_connect",
    title="Visma Connect",
    categories=("accounting", "identity"),
    keywords=("visma.net", "business nxt", "dinero", "visma"),
    authorize_url="https://connect.visma.com/connect/authorize",
    token_url="https://connect.visma.com/connect/token",
    issuer="https://connect.visma.com",
    userinfo_url="https://connect.visma.com/connect/userinfo",
    scopes=("openid",),
    scope_descriptions=SCOPES,
    redirect=Redirect(note="Business NXT refuses localhost and takes app.local."),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.vismasoftware.no/vismanetapi/setting-up-your-integration/authentication",
    console_url="https://oauth.developers.visma.com",
    setup=(
        "Register an application in the Visma developer portal, with {redirect_uri} as its"
        " redirect URI, and apply for the scopes of the product.",
        "One server stands for several products; the scopes tell them apart, and each has an API"
        " host.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)
