"""Qonto: https://docs.qonto.com/get-started/business-api/authentication/oauth/login-endpoint.

The token endpoint is at
https://docs.qonto.com/get-started/business-api/authentication/oauth/refresh-token-endpoint.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

qonto = Preset(
    name="qonto",
    title="Qonto",
    categories=("payments", "accounting"),
    keywords=("business bank",),
    authorize_url="https://oauth.qonto.com/oauth2/auth",
    token_url="https://oauth.qonto.com/oauth2/token",
    scopes=("organization.read", "membership.read", "supplier_invoice.read"),
    scope_descriptions={
        "organization.read": "Read the organisation, its accounts and their transactions",
        "membership.read": "Read the member's own data",
        "supplier_invoice.read": "Read supplier invoices",
        "openid": "Return an ID token",
    },
    api=Api(base_url="https://thirdparty.qonto.com/v2"),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True, seconds=7_776_000),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.qonto.com/get-started/business-api/authentication/oauth/login-endpoint",
    setup=("Create an application in the developer portal, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
