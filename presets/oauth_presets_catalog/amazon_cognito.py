"""Amazon Cognito: https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

amazon_cognito = Preset(
    name="amazon_cognito",
    title="Amazon Cognito",
    categories=("identity",),
    authorize_url="https://{domain}/oauth2/authorize",
    token_url="https://{domain}/oauth2/token",
    variables={
        "domain": Variable(
            kind="host",
            example="acme.auth.eu-west-1.amazoncognito.com",
            description="Domain of the user pool, or its custom domain.",
        )
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "Profile attributes of the user; only together with openid",
        "email": "Email address of the user; only together with openid",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html",
    setup=(
        "Add {redirect_uri} to the allowed callback URLs of the app client.",
        "Scopes that are not switched on for the app client are ignored.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
