"""Moneybird: https://developer.moneybird.com/authentication/.

The token request is that of Moneybird's own https://github.com/moneybird/moneybird-cli.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "sales_invoices": "Sales invoices, and contacts",
    "documents": "Purchase invoices and other documents",
    "estimates": "Quotes",
    "bank": "Bank accounts and transactions",
    "time_entries": "Time entries",
    "settings": "Settings of the administration",
}

moneybird = Preset(
    name="moneybird",
    title="Moneybird",
    categories=("accounting",),
    authorize_url="https://moneybird.com/oauth/authorize",
    token_url="https://moneybird.com/oauth/token",
    revocation_url="https://moneybird.com/oauth/revoke",
    scopes=("sales_invoices", "documents", "estimates", "bank", "settings"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://moneybird.com/api/v2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.moneybird.com/authentication/",
    console_url="https://moneybird.com/user/applications/new",
    setup=(
        "Register the application with {redirect_uri} as its callback URL.",
        "No scope is read-only. Without scopes Moneybird grants sales_invoices.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("revocation_url",),
)
