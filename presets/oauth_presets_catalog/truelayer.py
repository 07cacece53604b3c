"""TrueLayer: https://docs.truelayer.com/docs/create-a-connection."""

from datetime import date

from oauth_presets import Offline, Preset

truelayer = Preset(
    name="truelayer",
    title="TrueLayer",
    categories=("payments", "accounting"),
    authorize_url="https://auth.truelayer.com/",
    token_url="https://auth.truelayer.com/connect/token",
    scopes=("accounts", "balance", "transactions"),
    scope_descriptions={
        "accounts": "Read bank accounts",
        "balance": "Read balances",
        "transactions": "Read transactions",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.truelayer.com/docs/create-a-connection",
    console_url="https://console.truelayer.com/",
    setup=(
        "Add {redirect_uri} to the allowed redirect URIs in the Console.",
        "Which banks are offered is chosen with the providers parameter, for example uk-ob-all.",
        "A connection ends after 90 days unless the user confirms the consent again.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
