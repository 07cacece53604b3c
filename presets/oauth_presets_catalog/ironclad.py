"""Ironclad: https://developer.ironcladapp.com/reference/authorization-code-grant."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

ENVIRONMENT = Variable(
    kind="choice",
    default="production",
    example="eu",
    description="Where the company's Ironclad runs: the host in its address tells.",
    choices={
        "production": "ironcladapp.com",
        "na1": "na1.ironcladapp.com",
        "eu": "eu1.ironcladapp.com",
        "demo": "demo.ironcladapp.com",
    },
)

ironclad = Preset(
    name="ironclad",
    title="Ironclad",
    categories=("documents",),
    keywords=("ironclad clm", "contracts"),
    authorize_url="https://{environment}/oauth/authorize",
    token_url="https://{environment}/oauth/token",
    variables={"environment": ENVIRONMENT},
    scopes=("public.records.readRecords", "public.workflows.readWorkflows"),
    scope_descriptions={
        "public.records.readRecords": "Read the contracts in the repository",
        "public.workflows.readWorkflows": "Read workflows",
    },
    api=Api(base_url="https://{environment}/public/api/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.ironcladapp.com/reference/authorization-code-grant",
    setup=(
        "In Company Settings, API, make an OAuth client with {redirect_uri} as its redirect URI."
        " The tab is there for those who bought API access.",
        "Register the scopes on the client; a request may ask only for those.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("variables", "scopes"),
)
