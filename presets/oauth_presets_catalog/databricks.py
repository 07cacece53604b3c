"""Databricks: https://docs.databricks.com/aws/dev-tools/auth/oauth-u2m.

Issuers, redirect URIs and client authentication are those of Databricks' own SDK,
https://github.com/databricks/databricks-sdk-py.
"""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Redirect, Variable

COMMON: dict[str, Any] = {
    "categories": ("data", "analytics"),
    "scope_descriptions": {
        "sql": "Use SQL warehouses with the user's rights",
        "all-apis": "Use every API with the user's rights",
    },
    "access_token_seconds": 3600,
    "pkce": "supported",
    "token_endpoint_auth_methods": ("client_secret_post", "client_secret_basic", "none"),
    "redirect": Redirect(loopback=("localhost", "127.0.0.1")),
    "registration": ("console",),
    "docs_url": "https://databrickslabs.github.io/partner-architecture/isv-partners/"
    "lakehouse-patterns/access-auth/oauth-reference",
    "setup": (
        "An account administrator adds an app connection with {redirect_uri} and its scopes; it"
        " also sets how long tokens live.",
        "No scope is read-only: what a token may do follows the user's rights.",
    ),
}

databricks = Preset(
    name="databricks",
    title="Databricks",
    keywords=("azure databricks", "lakehouse", "unity catalog"),
    authorize_url="https://{workspace_host}/oidc/v1/authorize",
    token_url="https://{workspace_host}/oidc/v1/token",
    issuer="https://{workspace_host}/oidc",
    userinfo_url="https://{workspace_host}/api/2.0/preview/scim/v2/Me",
    variables={
        "workspace_host": Variable(
            kind="host",
            example="dbc-a1b2345c-d6e7.cloud.databricks.com",
            description="Host name of the workspace.",
        )
    },
    scopes=("sql",),
    scope_sets={"sql": ("sql",), "full": ("all-apis",)},
    offline=Offline(mode="request", scopes=("offline_access",), seconds=7 * 24 * 3600),
    api=Api(base_url="https://{workspace_host}/api"),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "offline"),
    **COMMON,
)

databricks_account = Preset(
    name="databricks_account",
    title="Databricks account",
    keywords=("databricks account console",),
    authorize_url="https://{accounts_host}/oidc/accounts/{account_id}/v1/authorize",
    token_url="https://{accounts_host}/oidc/accounts/{account_id}/v1/token",
    issuer="https://{accounts_host}/oidc/accounts/{account_id}",
    variables={
        "accounts_host": Variable(
            kind="choice",
            default="aws",
            example="azure",
            description="Cloud of the account.",
            choices={
                "aws": "accounts.cloud.databricks.com",
                "azure": "accounts.azuredatabricks.net",
                "gcp": "accounts.gcp.databricks.com",
            },
        ),
        "account_id": Variable(
            kind="segment",
            example="01234567-89ab-cdef-0123-456789abcdef",
            description="Account ID, from the account console.",
        ),
    },
    scopes=("all-apis",),
    offline=Offline(mode="request", scopes=("offline_access",), seconds=7 * 24 * 3600),
    api=Api(base_url="https://{accounts_host}/api"),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "issuer", "variables", "offline"),
    **COMMON,
)
