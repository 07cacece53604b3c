"""Conta Azul: https://developers.contaazul.com/auth.md."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "aws.cognito.signin.user.admin": "Use the API; Conta Azul wants all three scopes",
}

conta_azul = Preset(
    name="conta_azul",
    title="Conta Azul",
    categories=("accounting", "payments"),
    keywords=("contaazul",),
    authorize_url="https://auth.contaazul.com/oauth2/authorize",
    token_url="https://auth.contaazul.com/oauth2/token",
    scopes=("openid", "profile", "aws.cognito.signin.user.admin"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api-v2.contaazul.com"),
    offline=Offline(mode="always", rotates=True, seconds=157_680_000),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.contaazul.com/auth.md",
    console_url="https://developers.contaazul.com",
    setup=(
        "Create an application in the developer portal, with {redirect_uri} as its redirect URI.",
        "Each company authorizes on its own. A code is good for three minutes.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
