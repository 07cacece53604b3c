"""PagerDuty: https://developer.pagerduty.com/docs/oauth-functionality."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "read": "Read what the user can see",
    "write": "Read and write what the user can",
    "incidents.read": "Read incidents",
    "services.read": "Read services",
    "users.read": "Read users",
    "schedules.read": "Read on-call schedules",
    "teams.read": "Read teams",
}

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Service region of the account; the ID token names it.",
    choices={"us": "api.pagerduty.com", "eu": "api.eu.pagerduty.com"},
)

pagerduty = Preset(
    name="pagerduty",
    title="PagerDuty",
    categories=("developer", "support"),
    keywords=("pager duty", "incidents"),
    authorize_url="https://identity.pagerduty.com/oauth/authorize",
    token_url="https://identity.pagerduty.com/oauth/token",
    userinfo_url="https://{region}/users/me",
    jwks_url="https://identity.pagerduty.com/global/oauth/anonymous/jwks",
    variables={"region": REGION},
    scopes=("read",),
    scope_sets={
        "readonly": ("read",),
        "scoped": ("incidents.read", "services.read", "users.read", "schedules.read", "teams.read"),
        "full": ("write",),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{region}"),
    offline=Offline(mode="always", rotates=True),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developer.pagerduty.com/docs/oauth-functionality",
    setup=(
        "Add OAuth 2.0 to the app and enter {redirect_uri} as a redirect URL.",
        "read and write are for Classic User OAuth. With Scoped OAuth, which always needs PKCE and"
        " the secret, pass the scopes set on the app; a wrong one is dropped in silence.",
        "A code is good for 30 seconds.",
        "A classic access token lasts 30 days, its refresh token 210.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url", "variables"),
)
