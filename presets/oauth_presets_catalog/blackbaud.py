"""Blackbaud SKY API: https://developer.blackbaud.com/skyapi/support/faq."""

from datetime import date

from oauth_presets import Api, Offline, Preset

blackbaud = Preset(
    name="blackbaud",
    title="Blackbaud SKY API",
    categories=("crm",),
    keywords=("raiser's edge", "re nxt", "sky api", "blackbaud"),
    authorize_url="https://app.blackbaud.com/oauth/authorize",
    token_url="https://oauth2.sky.blackbaud.com/token",
    api=Api(base_url="https://api.sky.blackbaud.com"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.blackbaud.com/skyapi/support/faq",
    console_url="https://developer.blackbaud.com/apps",
    setup=(
        "Add an application in the developer portal, with {redirect_uri} among its redirect URIs.",
        "An administrator of the customer connects the application to the environment first.",
        "Each call needs the header Bb-Api-Subscription-Key with the key of your subscription.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "api"),
)
