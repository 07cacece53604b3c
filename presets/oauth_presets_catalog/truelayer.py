"""TrueLayer: https://docs.truelayer.com/docs/create-a-connection."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "accounts": "Read bank accounts",
    "balance": "Read balances",
    "transactions": "Read transactions",
    "info": "Read name, address and contact details",
    "cards": "Read credit cards",
    "direct_debits": "Read direct debits",
    "standing_orders": "Read standing orders",
}

ENVIRONMENT = Variable(
    kind="choice",
    default="live",
    example="sandbox",
    description="The live banks, or the sandbox with separate apps.",
    choices={"live": "truelayer.com", "sandbox": "truelayer-sandbox.com"},
)

truelayer = Preset(
    name="truelayer",
    title="TrueLayer",
    categories=("payments", "accounting"),
    keywords=("open banking",),
    authorize_url="https://auth.{environment}/",
    token_url="https://auth.{environment}/connect/token",
    userinfo_url="https://api.{environment}/data/v1/me",
    absent=("revocation_url",),
    variables={"environment": ENVIRONMENT},
    scopes=("accounts", "balance", "transactions"),
    scope_sets={
        "readonly": ("accounts", "balance", "transactions"),
        "identity": ("info",),
        "cards": ("cards", "balance", "transactions"),
        "payments": ("accounts", "direct_debits", "standing_orders"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.{environment}"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.truelayer.com/docs/create-a-connection",
    console_url="https://console.truelayer.com/",
    setup=(
        "Add {redirect_uri} to the allowed redirect URIs in the Console.",
        "Which banks are offered is chosen with the providers parameter, for example uk-ob-all.",
        "A connection ends after 90 days unless the user confirms the consent again.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("absent", "scope_sets", "userinfo_url"),
)
