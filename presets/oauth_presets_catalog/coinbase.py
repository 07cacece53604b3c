"""Coinbase: https://docs.cdp.coinbase.com/coinbase-app/oauth2-integration/integrations."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "wallet:user:read": "Read the user's profile",
    "wallet:accounts:read": "Read accounts and balances",
    "wallet:transactions:read": "Read transactions",
}

coinbase = Preset(
    name="coinbase",
    title="Coinbase",
    categories=("payments",),
    keywords=("crypto", "bitcoin wallet"),
    authorize_url="https://login.coinbase.com/oauth2/auth",
    token_url="https://login.coinbase.com/oauth2/token",
    revocation_url="https://login.coinbase.com/oauth2/revoke",
    userinfo_url="https://api.coinbase.com/v2/user",
    scopes=("wallet:accounts:read", "wallet:transactions:read"),
    scope_separator=",",
    scope_sets={
        "readonly": ("wallet:accounts:read", "wallet:transactions:read"),
        "profile": ("wallet:user:read", "wallet:accounts:read", "wallet:transactions:read"),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.coinbase.com/v2"),
    registration=("partner",),
    docs_url="https://docs.cdp.coinbase.com/coinbase-app/oauth2-integration/integrations",
    console_url="https://portal.cdp.coinbase.com/projects/api-keys/oauth",
    setup=(
        "Register {redirect_uri} and all scopes with the OAuth client; scopes are hard to change.",
        "Coinbase has paused new OAuth clients; existing ones keep working.",
        "There is no sandbox.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url", "api"),
)
