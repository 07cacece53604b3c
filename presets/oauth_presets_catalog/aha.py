"""Aha!: https://www.aha.io/api/oauth2."""

from datetime import date

from oauth_presets import Api, Preset, Variable

VARIABLES = {
    "subdomain": Variable(
        kind="label",
        example="acme",
        description="The company's Aha! address: acme for acme.aha.io.",
    )
}

aha = Preset(
    name="aha",
    title="Aha!",
    categories=("projects",),
    keywords=("aha roadmaps",),
    authorize_url="https://{subdomain}.aha.io/oauth/authorize",
    token_url="https://{subdomain}.aha.io/oauth/token",
    userinfo_url="https://{subdomain}.aha.io/api/v1/me",
    variables=VARIABLES,
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://{subdomain}.aha.io/api/v1"),
    registration=("console",),
    docs_url="https://www.aha.io/api/oauth2",
    console_url="https://secure.aha.io/oauth/applications",
    setup=(
        "Register an OAuth application with {redirect_uri} under Settings, Personal, Developer.",
        "Users of other Aha! accounts can authorize it, too.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the vendor's page shows the authorization endpoint
    unverified=("token_url", "userinfo_url", "token_endpoint_auth_methods", "api", "console_url"),
)
