"""LaunchDarkly: https://launchdarkly.com/docs/api/o-auth-2-clients.

Both endpoints are in https://launchdarkly.com/docs/home/account/scim-api, the rest in the metadata
of https://app.launchdarkly.com.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

REGION = Variable(
    kind="choice",
    default="us",
    example="us",
    description="Instance of the account: us, eu or federal.",
    choices={
        "us": "app.launchdarkly.com",
        "eu": "app.eu.launchdarkly.com",
        "federal": "app.launchdarkly.us",
    },
)

launchdarkly = Preset(
    name="launchdarkly",
    title="LaunchDarkly",
    categories=("developer",),
    keywords=("feature flags",),
    authorize_url="https://{region}/trust/oauth/authorize",
    token_url="https://{region}/trust/oauth/token",
    revocation_url="https://{region}/trust/oauth/revoke",
    registration_url="https://{region}/trust/oauth/register/dcr",
    variables={"region": REGION},
    scopes=("reader",),
    scope_sets={"readonly": ("reader",), "full": ("writer",)},
    scope_descriptions={
        "reader": "Read what the user can read",
        "writer": "Read and change what the user can",
    },
    api=Api(base_url="https://{region}/api/v2"),
    redirect=Redirect(loopback=(), note="Only https, without a query."),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://launchdarkly.com/docs/api/o-auth-2-clients",
    setup=(
        "An administrator makes the client with POST /api/v2/oauth/clients and {redirect_uri}, its"
        " only redirect URI. The secret is shown once.",
        "Until LaunchDarkly verifies the client, it works only in its own organisation.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("variables", "api", "offline"),
)
