"""Asana: https://developers.asana.com/docs/oauth.

Scopes are those of https://developers.asana.com/docs/oauth-scopes and of Asana's API description,
https://github.com/Asana/openapi.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = (
    "tasks:read",
    "projects:read",
    "stories:read",
    "attachments:read",
    "users:read",
    "workspaces:read",
    "workspaces.typeahead:read",
)
SCOPES = {
    "tasks:read": "Read tasks",
    "tasks:write": "Create and change tasks",
    "tasks:delete": "Delete tasks",
    "projects:read": "Read projects",
    "projects:write": "Create and change projects",
    "stories:read": "Read comments and the history of tasks",
    "stories:write": "Write comments",
    "attachments:read": "Read attachments",
    "attachments:write": "Add attachments",
    "users:read": "Read people's names and addresses",
    "workspaces:read": "List workspaces",
    "workspaces.typeahead:read": "Find things in a workspace by their names",
    "teams:read": "Read teams",
    "portfolios:read": "Read portfolios",
    "goals:read": "Read goals",
    "custom_fields:read": "Read custom fields",
    "tags:read": "Read tags",
    "webhooks:read": "Read webhooks",
    "webhooks:write": "Create and change webhooks",
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and picture of the user, by OpenID Connect",
    "email": "Email address of the user, by OpenID Connect",
    "default": "Everything the user can do; for apps with full permissions only",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "planning": (
        *READ_ONLY,
        "teams:read",
        "portfolios:read",
        "goals:read",
        "custom_fields:read",
        "tags:read",
    ),
    "write": (*READ_ONLY, "tasks:write", "projects:write", "stories:write"),
    "full": ("default",),
    "signin": ("openid", "profile", "email"),
}

asana = Preset(
    name="asana",
    title="Asana",
    categories=("projects",),
    authorize_url="https://app.asana.com/-/oauth_authorize",
    token_url="https://app.asana.com/-/oauth_token",
    revocation_url="https://app.asana.com/-/oauth_revoke",
    userinfo_url="https://app.asana.com/api/1.0/users/me",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=False),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://app.asana.com/api/1.0"),
    redirect=Redirect(note="It must be https, except for native and command-line apps."),
    registration=("console",),
    docs_url="https://developers.asana.com/docs/oauth",
    console_url="https://app.asana.com/0/my-apps",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the app, under OAuth.",
        "An app has either named scopes, each ticked on the app, or full permissions, which is "
        "the set full here. Asking for the other kind fails.",
        "Under Manage distribution, choose the workspaces that may use the app.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
