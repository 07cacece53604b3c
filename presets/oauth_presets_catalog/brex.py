"""Brex: https://developer.brex.com/docs/partner_authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "transactions.card.readonly": "Read card transactions",
    "accounts.card.readonly": "Read card accounts",
    "users.readonly": "Read users",
    "cards.readonly": "Read cards",
    "departments.readonly": "Read departments",
    "locations.readonly": "Read locations",
    "vendors.readonly": "Read vendors",
    "transfers.readonly": "Read transfers",
    "budgets.readonly": "Read budgets",
}

brex = Preset(
    name="brex",
    title="Brex",
    categories=("accounting", "payments"),
    keywords=("corporate cards", "expenses"),
    authorize_url="https://accounts-api.brex.com/oauth2/default/v1/authorize",
    token_url="https://accounts-api.brex.com/oauth2/default/v1/token",
    revocation_url="https://accounts-api.brex.com/oauth2/default/v1/revoke",
    issuer="https://accounts-api.brex.com/oauth2/default",
    scopes=("openid", "transactions.card.readonly", "accounts.card.readonly", "users.readonly"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.brex.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developer.brex.com/docs/partner_authentication",
    setup=(
        "Brex approves partners, makes their client and enters {redirect_uri} in it.",
        "Most APIs need an account administrator to authorize.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "revocation_url",
        "access_token_seconds",
        "pkce",
        "token_endpoint_auth_methods",
    ),
)
