"""Todoist: https://developer.todoist.com/api/v1/."""

from datetime import date

from oauth_presets import Offline, Preset

todoist = Preset(
    name="todoist",
    title="Todoist",
    categories=("projects",),
    authorize_url="https://todoist.com/oauth/authorize",
    token_url="https://todoist.com/oauth/access_token",
    scopes=("data:read",),
    scope_separator=",",
    scope_sets={"readonly": ("data:read",), "full": ("data:read_write",)},
    scope_descriptions={
        "data:read": "Read tasks, projects, labels and filters",
        "data:read_write": "Read and write tasks, projects, labels and filters",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    docs_url="https://developer.todoist.com/api/v1/",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URL in the App Management Console.",
        "New apps get refresh tokens, each good for one refresh. Older apps get a long-lived token"
        " and none.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
