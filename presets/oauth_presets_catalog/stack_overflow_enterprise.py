"""Stack Overflow Enterprise: https://github.com/StackExchange/backstage-stackoverflow."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

HOST = Variable(
    kind="host", example="acme.stackenterprise.co", description="Host name of the instance."
)

stack_overflow_enterprise = Preset(
    name="stack_overflow_enterprise",
    title="Stack Overflow Enterprise",
    categories=("developer", "documents"),
    keywords=("stack overflow for teams", "stack internal"),
    authorize_url="https://{host}/oauth",
    token_url="https://{host}/oauth/access_token/json",
    variables={"host": HOST},
    scope_sets={"readonly": (), "full": ("write_access",)},
    scope_descriptions={"write_access": "Ask, answer, edit and vote as the user"},
    offline=Offline(mode="never"),
    access_token_seconds=86_400,
    pkce="supported",
    token_endpoint_auth_methods=("none",),
    registration=("console",),
    docs_url="https://github.com/StackExchange/backstage-stackoverflow/blob/HEAD/plugins/"
    "stack-overflow-teams-backend/src/api/createStackOverflowAuth.ts",
    setup=(
        "Create the OAuth application in the instance, for {redirect_uri}.",
        "Reading needs no scope.",
        "For Enterprise only: on Basic and Business the vendor points to personal access tokens.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline",),
)
