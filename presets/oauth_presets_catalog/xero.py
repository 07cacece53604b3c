"""Xero: https://developer.xero.com/documentation/oauth2/scopes."""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("accounting.invoices.read", "accounting.contacts.read", "accounting.settings.read")

xero = Preset(
    name="xero",
    title="Xero",
    categories=("accounting",),
    authorize_url="https://login.xero.com/identity/connect/authorize",
    token_url="https://identity.xero.com/connect/token",
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
    scope_descriptions={
        "accounting.invoices.read": "Read invoices, credit notes, quotes and purchase orders",
        "accounting.contacts.read": "Read contacts",
        "accounting.settings.read": "Read accounts, tax rates and settings of the organisation",
        "accounting.payments.read": "Read payments, prepayments and overpayments",
        "accounting.banktransactions.read": "Read bank transactions and transfers",
        "accounting.manualjournals.read": "Read manual journals",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developer.xero.com/documentation/oauth2/scopes",
    console_url="https://developer.xero.com/app/manage",
    setup=(
        "Enter {redirect_uri} as a redirect URI of the app.",
        "Apps made from 2026-03-02 get the granular scopes only; older ones lose"
        " accounting.transactions and accounting.reports.read in September 2027.",
        "Access tokens last 30 minutes. PKCE without a secret is an app type of its own.",
        "Read the tenant ID from api.xero.com/connections and send it with each call.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "pkce", "token_endpoint_auth_methods", "console_url"),
)
