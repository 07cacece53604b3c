"""Todoist: https://developer.todoist.com/api/v1/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "data:read": "Read tasks, projects, labels and filters",
    "data:read_write": "Read and write tasks, projects, labels and filters",
    "data:delete": "Delete tasks, labels and filters",
    "task:add": "Add tasks",
}

todoist = Preset(
    name="todoist",
    title="Todoist",
    categories=("projects",),
    authorize_url="https://todoist.com/oauth/authorize",
    token_url="https://todoist.com/oauth/access_token",
    userinfo_url="https://api.todoist.com/api/v1/user",
    scopes=("data:read",),
    scope_separator=",",
    scope_sets={
        "readonly": ("data:read",),
        "add": ("task:add",),
        "full": ("data:read_write", "data:delete"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.todoist.com/api/v1"),
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://developer.todoist.com/api/v1/",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URL in the App Management Console.",
        "Only new apps get refresh tokens. Older apps get a long-lived token and none.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "userinfo_url"),
)
