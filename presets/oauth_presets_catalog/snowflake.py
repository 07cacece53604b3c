"""Snowflake: https://docs.snowflake.com/user-guide/oauth-custom.html."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

snowflake = Preset(
    name="snowflake",
    title="Snowflake",
    categories=("data",),
    authorize_url="https://{account_host}/oauth/authorize",
    token_url="https://{account_host}/oauth/token-request",
    variables={
        "account_host": Variable(
            kind="host",
            example="acme-analytics.snowflakecomputing.com",
            description="Host name of the account URL, with hyphens in place of underscores.",
        )
    },
    offline=Offline(mode="request", scopes=("refresh_token",)),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://docs.snowflake.com/user-guide/oauth-custom.html",
    setup=(
        "An account administrator runs CREATE SECURITY INTEGRATION with OAUTH_CLIENT = CUSTOM and"
        " {redirect_uri} as OAUTH_REDIRECT_URI.",
        "A scope session:role:ROLE limits the token to one role; roles can be blocked there too.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("offline", "token_endpoint_auth_methods"),
)
