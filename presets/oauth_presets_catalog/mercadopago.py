"""Mercado Pago: https://github.com/mercadopago/sdk-nodejs.

PKCE is at https://www.mercadopago.com.br/developers/en/docs/security/oauth/introduction.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

mercadopago = Preset(
    name="mercadopago",
    title="Mercado Pago",
    categories=("payments",),
    keywords=("mercado pago",),
    authorize_url="https://auth.mercadopago.com/authorization",
    token_url="https://api.mercadopago.com/oauth/token",
    authorize_params={"platform_id": "mp"},
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://api.mercadopago.com"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/mercadopago/sdk-nodejs",
    setup=(
        "Enter {redirect_uri} as a redirect URL of the application, and enable PKCE there: it is a"
        " setting.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
