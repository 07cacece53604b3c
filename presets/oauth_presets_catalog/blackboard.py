"""Blackboard Learn: https://docs.anthology.com/docs/rest-apis/learn/getting-started/3lo.

The source of that page is https://github.com/blackboard/blackboard.github.io.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "read": "Read what the user can read",
    "write": "Create and change what the user can",
    "delete": "Delete what the user can",
}

blackboard = Preset(
    name="blackboard",
    title="Blackboard Learn",
    categories=("documents", "calendar"),
    keywords=("blackboard", "anthology", "lms"),
    authorize_url="{base_url}/learn/api/public/v1/oauth2/authorizationcode",
    token_url="{base_url}/learn/api/public/v1/oauth2/token",
    userinfo_url="{base_url}/learn/api/public/v1/users/me",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://learn.example.edu",
            description="Address of the Learn installation",
        )
    },
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write", "delete")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="{base_url}/learn/api/public/v1"),
    registration=("console",),
    docs_url="https://docs.anthology.com/docs/rest-apis/learn/getting-started/3lo",
    console_url="https://developer.blackboard.com/",
    setup=(
        "Register the application in the developer portal; an administrator adds its ID to Learn.",
        "Send {redirect_uri} as redirect_uri; the key is the client ID, not the application ID.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "api"),
)
