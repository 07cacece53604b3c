"""Kinde: https://docs.kinde.com/developer-tools/about/using-kinde-without-an-sdk/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and picture of the user",
    "email": "Email address of the user",
}

HOST = Variable(
    kind="host",
    example="acme.kinde.com",
    description="Kinde domain of the environment, or its custom domain.",
)

kinde = Preset(
    name="kinde",
    title="Kinde",
    categories=("identity",),
    authorize_url="https://{host}/oauth2/auth",
    token_url="https://{host}/oauth2/token",
    issuer="https://{host}",
    userinfo_url="https://{host}/oauth2/v2/user_profile",
    device_authorization_url="https://{host}/oauth2/device/auth",
    variables={"host": HOST},
    scopes=("openid", "profile", "email"),
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://docs.kinde.com/developer-tools/about/using-kinde-without-an-sdk/",
    setup=(
        "Under Applications, add {redirect_uri} to the allowed callback URLs of the application.",
        "The scope for a refresh token is offline; Kinde ignores offline_access.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
