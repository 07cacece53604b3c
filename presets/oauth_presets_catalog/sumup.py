"""SumUp: https://developer.sumup.com/api.

Endpoints and scopes are those of the description in https://github.com/sumup/sumup-py; the example
in https://github.com/sumup/sumup-ts shows PKCE and client authentication.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "transactions.history": "Read transactions and their history",
    "payouts.read": "Read payouts",
    "receipts.read": "Read receipts",
    "user.profile_readonly": "Read the merchant's profile",
    "customers.read": "Read customers",
    "checkouts.read": "Read checkouts",
    "payments": "Make payments",
    "refunds.write": "Make refunds",
}

sumup = Preset(
    name="sumup",
    title="SumUp",
    categories=("payments", "commerce"),
    keywords=("sum up", "point of sale"),
    authorize_url="https://api.sumup.com/authorize",
    token_url="https://api.sumup.com/token",
    scopes=("transactions.history", "payouts.read", "receipts.read", "user.profile_readonly"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.sumup.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developer.sumup.com/api",
    console_url="https://me.sumup.com/settings/oauth2-applications",
    setup=("Create an OAuth 2.0 client application, with {redirect_uri} as a redirect URI.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
