"""Kustomer: https://developer.kustomer.com/docs/get-started/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

ORG = Variable(
    kind="label", example="acme", description="Organisation: what stands before .kustomerapp.com."
)

kustomer = Preset(
    name="kustomer",
    title="Kustomer",
    categories=("support", "crm"),
    keywords=("help desk", "customer service"),
    authorize_url="https://{org}.kustomerapp.com/oauth/authorize",
    token_url="https://{org}.api.kustomerapp.com/oauth/token",
    variables={"org": ORG},
    api=Api(base_url="https://{org}.api.kustomerapp.com/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developer.kustomer.com/docs/get-started/oauth",
    setup=(
        "The OAuth client is an app that is installed in the organisation: add {redirect_uri} to"
        " redirectUris in its definition.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
