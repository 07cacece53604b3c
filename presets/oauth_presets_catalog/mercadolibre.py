"""Mercado Libre: https://developers.mercadolibre.com.ar/en_us/authentication-and-authorization."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

COUNTRY = Variable(
    kind="choice",
    example="ar",
    description="Country in which the application is registered",
    choices={
        "ar": "auth.mercadolibre.com.ar",
        "bo": "auth.mercadolibre.com.bo",
        "br": "auth.mercadolivre.com.br",
        "cl": "auth.mercadolibre.cl",
        "co": "auth.mercadolibre.com.co",
        "cr": "auth.mercadolibre.com.cr",
        "do": "auth.mercadolibre.com.do",
        "ec": "auth.mercadolibre.com.ec",
        "mx": "auth.mercadolibre.com.mx",
        "pa": "auth.mercadolibre.com.pa",
        "pe": "auth.mercadolibre.com.pe",
        "py": "auth.mercadolibre.com.py",
        "uy": "auth.mercadolibre.com.uy",
        "ve": "auth.mercadolibre.com.ve",
    },
)

mercadolibre = Preset(
    name="mercadolibre",
    title="Mercado Libre",
    categories=("commerce",),
    keywords=("mercado livre", "meli", "mercadolivre"),
    authorize_url="https://{country}/authorization",
    token_url="https://api.mercadolibre.com/oauth/token",
    userinfo_url="https://api.mercadolibre.com/users/me",
    variables={"country": COUNTRY},
    api=Api(base_url="https://api.mercadolibre.com"),
    redirect=Redirect(loopback=()),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.mercadolibre.com.ar/en_us/authentication-and-authorization",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the application; it must be https.",
        "Read and write access is ticked on the application; leave write off to only read.",
        "If PKCE is ticked on the application, every request must use it.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("offline", "userinfo_url"),
)
