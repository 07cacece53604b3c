"""Fortnox: https://www.fortnox.se/developer/authorization/get-authorization-code."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "companyinformation": "Read company information",
    "customer": "Read and write customers",
    "invoice": "Read and write customer invoices",
    "supplier": "Read and write suppliers",
    "supplierinvoice": "Read and write supplier invoices",
    "bookkeeping": "Read and write accounts, vouchers and financial years",
}
SCOPE_SETS = {
    "sales": ("companyinformation", "customer", "invoice"),
    "books": (
        "companyinformation",
        "customer",
        "invoice",
        "supplier",
        "supplierinvoice",
        "bookkeeping",
    ),
}

fortnox = Preset(
    name="fortnox",
    title="Fortnox",
    categories=("accounting",),
    keywords=("bookkeeping",),
    authorize_url="https://apps.fortnox.se/oauth-v1/auth",
    token_url="https://apps.fortnox.se/oauth-v1/token",
    revocation_url="https://apps.fortnox.se/oauth-v1/revoke",
    userinfo_url="https://api.fortnox.se/3/me",
    scopes=("companyinformation", "customer", "invoice"),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(
        mode="request", params={"access_type": "offline"}, rotates=True, seconds=31 * 24 * 3600
    ),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="https://api.fortnox.se/3"),
    registration=("console",),
    docs_url="https://www.fortnox.se/developer/authorization/get-authorization-code",
    console_url="https://developer.fortnox.se/",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the app in the Developer Portal.",
        "Enable each scope on the app too. Most scopes read and write; none is read-only by name.",
        "account_type=service makes a service account, which a system administrator must approve.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "revocation_url", "userinfo_url", "api", "console_url"),
)
