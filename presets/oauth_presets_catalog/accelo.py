"""Accelo: https://affinitylive.jira.com/wiki/spaces/APIS/pages/17530899/Web+Applications."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "read(all)": "Read everything the user can read",
    "read(companies)": "Read companies",
    "write(all)": "Create and change everything the user can",
}

VARIABLES = {
    "deployment": Variable(
        kind="label",
        example="acme",
        description="Deployment of the user: what stands before .accelo.com.",
    )
}

accelo = Preset(
    name="accelo",
    title="Accelo",
    categories=("projects", "crm"),
    authorize_url="https://{deployment}.api.accelo.com/oauth2/v0/authorize",
    token_url="https://{deployment}.api.accelo.com/oauth2/v0/token",
    variables=VARIABLES,
    scopes=("read(all)",),
    scope_separator=",",
    scope_sets={"readonly": ("read(all)",), "full": ("read(all)", "write(all)")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{deployment}.api.accelo.com/api/v0"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://affinitylive.jira.com/wiki/spaces/APIS/pages/17530899/Web+Applications",
    setup=(
        "Register an application of the type Web with {redirect_uri} in the Accelo API settings.",
        "One client serves all deployments; its ID contains an @.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
