"""Twist: https://doist.github.io/twist-sdk-typescript/authorization.

The endpoints are those of https://github.com/Doist/twist-sdk-typescript, src/authentication.ts;
PKCE and the loopback redirect are those of https://github.com/Doist/twist-cli.
"""

from datetime import date

from oauth_presets import Api, Preset, Redirect

SCOPES = {
    "user:read": "Read the user's settings",
    "workspaces:read": "Read the teams of the user",
    "channels:read": "Read channels",
    "threads:read": "Read threads",
    "comments:read": "Read comments",
    "groups:read": "Read groups",
    "messages:read": "Read messages",
    "reactions:read": "Read reactions",
    "search:read": "Search",
    "attachments:read": "Read attachments",
    "notifications:read": "Read notification settings",
    "threads:write": "Create and change threads",
    "comments:write": "Create and change comments",
    "messages:write": "Create and change messages",
}

READ = ("user:read", "workspaces:read", "channels:read", "threads:read", "comments:read")

twist = Preset(
    name="twist",
    title="Twist",
    categories=("communication",),
    keywords=("doist", "team chat"),
    authorize_url="https://twist.com/oauth/authorize",
    token_url="https://twist.com/oauth/token",
    revocation_url="https://twist.com/oauth/revoke",
    registration_url="https://twist.com/oauth/register",
    scopes=READ,
    scope_sets={"readonly": READ, "search": ("user:read", "workspaces:read", "search:read")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.twist.com/api/v3"),
    redirect=Redirect(loopback=("localhost",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console", "dynamic"),
    docs_url="https://doist.github.io/twist-sdk-typescript/authorization",
    console_url="https://twist.com/app_console/create_app",
    setup=("Create a general integration with {redirect_uri} as its OAuth 2 redirect URL.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
