"""Mollie: https://docs.mollie.com/reference/authorize."""

from datetime import date

from oauth_presets import Offline, Preset

mollie = Preset(
    name="mollie",
    title="Mollie",
    categories=("payments",),
    authorize_url="https://my.mollie.com/oauth2/authorize",
    token_url="https://api.mollie.com/oauth2/tokens",
    scopes=("organizations.read", "profiles.read", "payments.read", "invoices.read"),
    scope_descriptions={
        "organizations.read": "Read the organisation",
        "profiles.read": "Read the website profiles",
        "payments.read": "Read payments",
        "invoices.read": "Read Mollie's invoices to the merchant",
    },
    offline=Offline(mode="always"),
    docs_url="https://docs.mollie.com/it/reference/authorize",
    setup=(
        "Register an OAuth app with {redirect_uri} as its redirect URL; a request's redirect_uri"
        " must equal it.",
        "The state parameter is required.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("offline",),
)
