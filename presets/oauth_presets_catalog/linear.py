"""Linear: https://linear.app/developers/oauth-2-0-authentication.

Client authentication as in Linear's own https://github.com/linear/linear-zapier.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "read": "Read what the user can read; always granted",
    "write": "Create and change what the user can",
    "issues:create": "Create issues and their attachments",
    "comments:create": "Comment on issues",
    "timeSchedule:write": "Create and change time schedules",
    "admin": "Everything an administrator can; Linear advises against it",
}

linear = Preset(
    name="linear",
    title="Linear",
    categories=("projects", "developer"),
    authorize_url="https://linear.app/oauth/authorize",
    token_url="https://api.linear.app/oauth/token",
    revocation_url="https://api.linear.app/oauth/revoke",
    absent=("userinfo_url",),
    scopes=("read",),
    scope_separator=",",
    scope_sets={
        "readonly": ("read",),
        "create": ("read", "issues:create", "comments:create"),
        "full": ("read", "write"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.linear.app/graphql"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=86_400,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://linear.app/developers/oauth-2-0-authentication",
    console_url="https://linear.app/settings/api/applications/new",
    setup=(
        "Enter {redirect_uri} as a callback URL of the OAuth application.",
        "Make the application in a workspace for it alone: every admin of that workspace sees it.",
        "authorize_params={'prompt': 'consent'} shows the consent screen each time, so that a"
        " further workspace can be connected.",
        "A GraphQL query for viewer and organization identifies the account of a token.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "absent", "api", "access_token_seconds"),
)
