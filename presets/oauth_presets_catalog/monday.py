"""monday.com: https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow.

The new token endpoint is written out in monday.com's own https://github.com/mondaycom/agentic-monday,
plugins-official/monday-api/skills/monday-oauth-migrate.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "me:read",
    "boards:read",
    "workspaces:read",
    "updates:read",
    "docs:read",
    "assets:read",
)

monday = Preset(
    name="monday",
    title="monday.com",
    categories=("projects", "documents"),
    authorize_url="https://auth.monday.com/oauth2/authorize",
    token_url="https://auth.monday.com/oauth_ms/oauth/token",
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "boards": ("me:read", "boards:read")},
    scope_descriptions={
        "me:read": "Read the user's profile",
        "boards:read": "Read boards and their items",
        "workspaces:read": "Read workspaces",
        "updates:read": "Read updates and replies",
        "docs:read": "Read docs",
        "assets:read": "Read files and other assets",
    },
    authorize_params={"force_install_if_needed": "true"},
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.monday.com/apps/docs/migrating-to-the-new-oauth-flow",
    setup=(
        "In the Developer Center, under OAuth & Permissions, add {redirect_uri} to the redirect"
        " URLs, select the scopes and switch on New OAuth Flow, which holds for one app version.",
        "Without that switch the app still has the old flow, whose token endpoint is"
        " https://auth.monday.com/oauth2/token and whose end monday.com announced for 2026-10-01.",
        "An administrator has to install the app in the account before others can authorize it.",
        "Each refresh replaces both tokens. The token response has no expires_in: the access token"
        " is a JWT and says in exp when it ends.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("authorize_params",),
)
