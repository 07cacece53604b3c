"""ServiceNow: https://www.servicenow.com/docs."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

HOST = Variable(
    kind="host", example="acme.service-now.com", description="Host name of the instance."
)

servicenow = Preset(
    name="servicenow",
    title="ServiceNow",
    categories=("support",),
    keywords=("snow", "now platform", "itsm"),
    authorize_url="https://{host}/oauth_auth.do",
    token_url="https://{host}/oauth_token.do",
    variables={"host": HOST},
    api=Api(base_url="https://{host}/api/now"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://www.servicenow.com/docs/r/platform-security/authentication/"
    "authorization-workflow.html",
    setup=(
        "An administrator creates an OAuth API endpoint for external clients under System OAuth,"
        " Application Registry, with {redirect_uri} as its redirect URL.",
        "Scopes and lifetimes are set on that record; without scopes, a token has the user's"
        " rights.",
        "To revoke, GET /oauth_revoke_token.do with token in the query.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api",),
)
