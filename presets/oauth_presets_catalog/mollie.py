"""Mollie: https://docs.mollie.com/reference/authorize.

Client authentication, PKCE and registration are in the metadata of https://my.mollie.com; HTTP
Basic is in https://github.com/mollie/openapi.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "organizations.read": "Read the organisation",
    "profiles.read": "Read the website profiles",
    "payments.read": "Read payments",
    "invoices.read": "Read Mollie's invoices to the merchant",
    "settlements.read": "Read settlements",
    "refunds.read": "Read refunds",
    "orders.read": "Read orders",
    "customers.read": "Read customers",
    "subscriptions.read": "Read subscriptions",
}

mollie = Preset(
    name="mollie",
    title="Mollie",
    categories=("payments",),
    authorize_url="https://my.mollie.com/oauth2/authorize",
    token_url="https://api.mollie.com/oauth2/tokens",
    userinfo_url="https://api.mollie.com/v2/organizations/me",
    registration_url="https://api.mollie.com/oauth2/register",
    scopes=("organizations.read", "profiles.read", "payments.read", "invoices.read"),
    scope_sets={
        "readonly": (
            "organizations.read",
            "profiles.read",
            "payments.read",
            "invoices.read",
            "settlements.read",
            "refunds.read",
            "orders.read",
            "customers.read",
            "subscriptions.read",
        ),
        "payments": ("payments.read",),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.mollie.com/v2"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://docs.mollie.com/it/reference/authorize",
    setup=(
        "Register an OAuth app with {redirect_uri} as its redirect URL; a request's redirect_uri"
        " must equal it.",
        "The state parameter is required.",
        "To revoke, send DELETE to the token endpoint with token and token_type_hint.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scope_sets", "userinfo_url"),
)
