"""Stripe: https://docs.stripe.com/connect/oauth-reference."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "read_only": "Read all of the connected account's data",
    "read_write": "Read all data and act for the connected account",
}

stripe = Preset(
    name="stripe",
    title="Stripe",
    categories=("payments", "accounting"),
    authorize_url="https://connect.stripe.com/oauth/authorize",
    token_url="https://connect.stripe.com/oauth/token",
    userinfo_url="https://api.stripe.com/v1/account",
    absent=("revocation_url", "introspection_url"),
    scopes=("read_only",),
    scope_sets={"readonly": ("read_only",), "full": ("read_write",)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.stripe.com/v1"),
    offline=Offline(mode="always"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.stripe.com/connect/oauth-reference",
    console_url="https://dashboard.stripe.com/settings/connect",
    setup=(
        "Add {redirect_uri} to the redirect URIs in the Connect settings of the platform.",
        "The client secret is the platform's secret API key, live or test like the client ID.",
        "Stripe no longer recommends OAuth to new Connect platforms; with read_write an account"
        " that another platform controls cannot be connected.",
        "To disconnect, send client_id and stripe_user_id to"
        " https://connect.stripe.com/oauth/deauthorize.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=(
        "token_endpoint_auth_methods",
        "console_url",
        "userinfo_url",
        "access_token_seconds",
    ),
)
