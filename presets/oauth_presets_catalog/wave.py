"""Wave: https://developer.waveapps.com/hc/en-us/articles/360019493652-OAuth-Guide."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenResponse

SCOPES = {
    "business:read": "Read the business",
    "account:read": "Read the chart of accounts",
    "customer:read": "Read customers",
    "invoice:read": "Read invoices",
    "vendor:read": "Read vendors",
}

SCOPE_SETS = {
    "readonly": tuple(SCOPES),
    "invoices": ("business:read", "customer:read", "invoice:read"),
}

wave = Preset(
    name="wave",
    title="Wave",
    categories=("accounting",),
    keywords=("wave accounting", "waveapps"),
    authorize_url="https://api.waveapps.com/oauth2/authorize/",
    token_url="https://api.waveapps.com/oauth2/token/",
    scopes=tuple(SCOPES),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    token_response=TokenResponse(extras={"businessId": "Business, needed in every query"}),
    api=Api(base_url="https://gql.waveapps.com/graphql/public"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.waveapps.com/hc/en-us/articles/360019493652-OAuth-Guide",
    setup=(
        "Create the application in the developer portal, with {redirect_uri} as its redirect URI.",
        "Whoever authorizes needs a subscription to Wave Pro or Wave Advisors.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page was seen as far as the authorization request
    unverified=("api", "token_url", "offline", "token_endpoint_auth_methods", "token_response"),
)
