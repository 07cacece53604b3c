"""LaunchDarkly: https://launchdarkly.com/docs/api/o-auth-2-clients."""

from datetime import date

from oauth_presets import Api, Preset, Redirect, Variable

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
    variables={"region": REGION},
    api=Api(base_url="https://{region}/api/v2"),
    redirect=Redirect(loopback=(), note="Only https, without a query."),
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://launchdarkly.com/docs/api/o-auth-2-clients",
    setup=(
        "An administrator makes the client with POST /api/v2/oauth/clients and {redirect_uri}, its"
        " only redirect URI. The secret is shown once.",
        "Until LaunchDarkly verifies the client, it works only in its own organisation.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "variables", "api", "token_endpoint_auth_methods"),
)
