"""Amazon Cognito: https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SIGN_IN = ("openid", "profile", "email")

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile attributes of the user; only together with openid",
    "email": "Email address of the user; only together with openid",
    "phone": "Phone number of the user; only together with openid",
    "aws.cognito.signin.user.admin": "Read and change the user's own profile by the AWS API",
}

amazon_cognito = Preset(
    name="amazon_cognito",
    title="Amazon Cognito",
    categories=("identity",),
    keywords=("aws cognito", "cognito user pool"),
    authorize_url="https://{domain}/oauth2/authorize",
    token_url="https://{domain}/oauth2/token",
    revocation_url="https://{domain}/oauth2/revoke",
    userinfo_url="https://{domain}/oauth2/userInfo",
    variables={
        "domain": Variable(
            kind="host",
            example="acme.auth.eu-west-1.amazoncognito.com",
            description="Domain of the user pool, or its custom domain.",
        )
    },
    scopes=SIGN_IN,
    scope_sets={"readonly": SIGN_IN, "phone": (*SIGN_IN, "phone")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", seconds=30 * 24 * 3600),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console",),
    docs_url="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html",
    setup=(
        "Add {redirect_uri} to the allowed callback URLs of the app client.",
        "Scopes that are not switched on for the app client are ignored.",
        "The app client sets how long a refresh token lives, and whether a refresh replaces it.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
