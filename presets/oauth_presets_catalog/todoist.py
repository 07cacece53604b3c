"""Todoist: https://developer.todoist.com/api/v1/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "data:read": "Read tasks, projects, labels and filters",
    "data:read_write": "Read and write tasks, projects, labels and filters",
    "data:delete": "Delete tasks, labels and filters",
    "task:add": "Add tasks",
    "project:delete": "Delete projects",
    "backups:read": "List backups",
}

todoist = Preset(
    name="todoist",
    title="Todoist",
    categories=("projects",),
    authorize_url="https://app.todoist.com/oauth/authorize",
    token_url="https://api.todoist.com/oauth/access_token",
    revocation_url="https://api.todoist.com/api/v1/revoke",
    userinfo_url="https://api.todoist.com/api/v1/user",
    registration_url="https://api.todoist.com/oauth/register",
    scopes=("data:read",),
    scope_separator=",",
    scope_sets={
        "readonly": ("data:read",),
        "add": ("task:add",),
        "backups": ("data:read", "backups:read"),
        "full": ("data:read_write", "data:delete", "project:delete"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.todoist.com/api/v1"),
    redirect=Redirect(loopback=("localhost",), note="For testing."),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console", "dynamic", "metadata_document"),
    docs_url="https://developer.todoist.com/api/v1/",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URL in the App Management Console.",
        "Only new apps get refresh tokens. Older apps get a long-lived token and none.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("revocation_url", "userinfo_url"),
)
