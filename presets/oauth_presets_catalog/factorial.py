"""Factorial: https://apidoc.factorialhr.com/docs/request-an-authorization-code."""

from datetime import date

from oauth_presets import Api, Offline, Preset

factorial = Preset(
    name="factorial",
    title="Factorial",
    categories=("people",),
    keywords=("factorialhr", "factorial hr"),
    authorize_url="https://api.factorialhr.com/oauth/authorize",
    token_url="https://api.factorialhr.com/oauth/token",
    api=Api(base_url="https://api.factorialhr.com/api"),
    offline=Offline(mode="always"),
    access_token_seconds=7200,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://apidoc.factorialhr.com/docs/request-an-authorization-code",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the OAuth application in Factorial.",
        "The token sees what the user sees, or with authorize_params={'resource_owner_type':"
        " 'company'} what the company does.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
