"""Snowflake: https://docs.snowflake.com/user-guide/oauth-custom.html.

Both endpoints and PKCE are those of its own drivers, https://github.com/snowflakedb/snowflake-jdbc
and https://github.com/snowflakedb/snowflake-connector-python.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

ACCOUNT_HOST = Variable(
    kind="host",
    example="acme-analytics.snowflakecomputing.com",
    description="Host name of the account URL, with hyphens in place of underscores.",
)

snowflake = Preset(
    name="snowflake",
    title="Snowflake",
    categories=("data",),
    authorize_url="https://{account_host}/oauth/authorize",
    token_url="https://{account_host}/oauth/token-request",
    variables={"account_host": ACCOUNT_HOST},
    api=Api(base_url="https://{account_host}/api/v2"),
    offline=Offline(mode="request", scopes=("refresh_token",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://docs.snowflake.com/user-guide/oauth-custom.html",
    setup=(
        "An account administrator runs CREATE SECURITY INTEGRATION with OAUTH_CLIENT = CUSTOM,"
        " {redirect_uri} as OAUTH_REDIRECT_URI, and OAUTH_ISSUE_REFRESH_TOKENS = TRUE.",
        "A scope session:role:ROLE limits the token to one role.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline", "api"),
)
