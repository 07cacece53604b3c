"""Databricks: https://docs.databricks.com/aws/dev-tools/auth/oauth-u2m."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

databricks = Preset(
    name="databricks",
    title="Databricks",
    categories=("data", "analytics"),
    authorize_url="https://{workspace_host}/oidc/v1/authorize",
    token_url="https://{workspace_host}/oidc/v1/token",
    issuer="https://{workspace_host}/oidc",
    variables={
        "workspace_host": Variable(
            kind="host",
            example="dbc-a1b2345c-d6e7.cloud.databricks.com",
            description="Host name of the workspace.",
        )
    },
    scopes=("sql",),
    scope_sets={"sql": ("sql",), "full": ("all-apis",)},
    scope_descriptions={
        "sql": "Use SQL warehouses with the user's rights",
        "all-apis": "Use every API with the user's rights",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    docs_url="https://databrickslabs.github.io/partner-architecture/isv-partners/"
    "lakehouse-patterns/access-auth/oauth-reference",
    setup=(
        "An account administrator adds an app connection with {redirect_uri} and its scopes.",
        "No scope is read-only: what a token may do follows the user's rights.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "offline"),
)
