"""Xero: https://developer.xero.com/documentation/oauth2/scopes."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("accounting.invoices.read", "accounting.contacts.read", "accounting.settings.read")

SCOPES = {
    "accounting.invoices.read": "Read invoices, credit notes, quotes and purchase orders",
    "accounting.contacts.read": "Read contacts",
    "accounting.settings.read": "Read accounts, tax rates and settings of the organisation",
    "accounting.payments.read": "Read payments, prepayments and overpayments",
    "accounting.banktransactions.read": "Read bank transactions and transfers",
    "accounting.manualjournals.read": "Read manual journals",
}

xero = Preset(
    name="xero",
    title="Xero",
    categories=("accounting",),
    keywords=("xero accounting",),
    authorize_url="https://login.xero.com/identity/connect/authorize",
    token_url="https://identity.xero.com/connect/token",
    revocation_url="https://identity.xero.com/connect/revocation",
    userinfo_url="https://api.xero.com/connections",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "books": (
            *READ_ONLY,
            "accounting.payments.read",
            "accounting.banktransactions.read",
            "accounting.manualjournals.read",
        ),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.xero.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(
        mode="request", scopes=("offline_access",), rotates=True, seconds=60 * 24 * 3600
    ),
    access_token_seconds=1800,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developer.xero.com/documentation/oauth2/scopes",
    console_url="https://developer.xero.com/app/manage",
    setup=(
        "Enter {redirect_uri} as a redirect URI of the app.",
        "Apps made from 2026-03-02 get the granular scopes only; older ones lose"
        " accounting.transactions and accounting.reports.read in September 2027.",
        "PKCE without a secret is a separate app type.",
        "userinfo_url lists the tenants: send the tenant ID in the header xero-tenant-id with each"
        " call.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "pkce", "redirect", "revocation_url", "console_url"),
)
