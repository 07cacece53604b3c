"""Asana: https://developers.asana.com/docs/oauth.

Scopes are those of https://developers.asana.com/docs/oauth-scopes.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "tasks:read",
    "projects:read",
    "stories:read",
    "attachments:read",
    "users:read",
    "workspaces:read",
    "workspaces.typeahead:read",
)

asana = Preset(
    name="asana",
    title="Asana",
    categories=("projects",),
    authorize_url="https://app.asana.com/-/oauth_authorize",
    token_url="https://app.asana.com/-/oauth_token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "write": (*READ_ONLY, "tasks:write", "projects:write", "stories:write"),
        "full": ("default",),
    },
    scope_descriptions={
        "tasks:read": "Read tasks",
        "tasks:write": "Create and change tasks",
        "projects:read": "Read projects",
        "projects:write": "Create and change projects",
        "stories:read": "Read comments and the history of tasks",
        "stories:write": "Write comments",
        "attachments:read": "Read attachments",
        "users:read": "Read people's names and addresses",
        "workspaces:read": "List workspaces",
        "workspaces.typeahead:read": "Find things in a workspace by their names",
        "default": "Everything the user can do; for apps with full permissions only",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.asana.com/docs/oauth",
    console_url="https://app.asana.com/0/my-apps",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the app, under OAuth.",
        "An app has either named scopes, each ticked on the app, or full permissions, which is "
        "the set full here. Asking for the other kind fails.",
        "Under Manage distribution, choose the workspaces that may use the app.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "console_url"),
)
