"""Notion: https://developers.notion.com/guides/get-started/authorization."""

from datetime import date

from oauth_presets import Api, Offline, Preset

notion = Preset(
    name="notion",
    title="Notion",
    categories=("documents", "projects"),
    authorize_url="https://api.notion.com/v1/oauth/authorize",
    token_url="https://api.notion.com/v1/oauth/token",
    revocation_url="https://api.notion.com/v1/oauth/revoke",
    introspection_url="https://api.notion.com/v1/oauth/introspect",
    userinfo_url="https://api.notion.com/v1/users/me",
    authorize_params={"owner": "user"},
    api=Api(base_url="https://api.notion.com/v1", headers={"Notion-Version": "2025-09-03"}),
    offline=Offline(mode="always", rotates=True),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.notion.com/guides/get-started/authorization",
    console_url="https://www.notion.so/developers/connections",
    setup=(
        "Make a public connection (an internal one has no OAuth) and add {redirect_uri} to its"
        " redirect URIs.",
        "There are no scopes: select Read content among the capabilities of the connection. The"
        " user picks the pages, of which only those with full access are offered.",
        "Notion documents the token request with a JSON body; it takes forms, too.",
        "Each user of a workspace must authorize separately.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("introspection_url", "pkce", "revocation_url", "userinfo_url"),
)
