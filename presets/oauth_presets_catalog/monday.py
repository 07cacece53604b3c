"""monday.com: https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow.

The new token endpoint is written out in monday.com's own https://github.com/mondaycom/agentic-monday,
plugins-official/monday-api/skills/monday-oauth-migrate.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = (
    "me:read",
    "boards:read",
    "workspaces:read",
    "updates:read",
    "docs:read",
    "assets:read",
)

SCOPES = {
    "me:read": "Read the user's profile",
    "boards:read": "Read boards and their items",
    "workspaces:read": "Read workspaces",
    "updates:read": "Read updates and replies",
    "docs:read": "Read docs",
    "assets:read": "Read files and other assets",
    "users:read": "Read the profiles of all users",
    "teams:read": "Read teams",
    "account:read": "Read about the account",
    "tags:read": "Read tags",
}

monday = Preset(
    name="monday",
    title="monday.com",
    categories=("projects", "documents"),
    keywords=("monday", "work os", "monday work management"),
    authorize_url="https://auth.monday.com/oauth2/authorize",
    token_url="https://auth.monday.com/oauth_ms/oauth/token",
    revocation_url="https://auth.monday.com/oauth_ms/oauth/revoke",
    registration_url="https://auth.monday.com/oauth_ms/oauth/register",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "boards": ("me:read", "boards:read"),
        "people": ("me:read", "users:read", "teams:read", "account:read"),
        "tags": ("boards:read", "tags:read"),
    },
    scope_descriptions=SCOPES,
    authorize_params={"force_install_if_needed": "true"},
    api=Api(base_url="https://api.monday.com/v2"),
    offline=Offline(mode="always", rotates=True),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console", "dynamic"),
    docs_url="https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow",
    setup=(
        "In the Developer Center, under OAuth & Permissions, add {redirect_uri} to the redirect"
        " URLs, select the scopes and switch on New OAuth Flow, which holds for one app version.",
        "Without that switch the app still has the old flow, with the token endpoint"
        " https://auth.monday.com/oauth2/token, announced to end on 2026-10-01.",
        "An administrator must install the app in the account before others can authorize it.",
        "The token response has no expires_in: the access token is a JWT that has exp.",
        "The GraphQL query { me { id account { id } } } identifies the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("authorize_params",),
)
