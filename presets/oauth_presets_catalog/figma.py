"""Figma: https://developers.figma.com/docs/rest-api/authentication.

Endpoints and scopes are those of Figma's API description,
https://github.com/figma/rest-api-spec; client authentication is that of its metadata,
https://www.figma.com/.well-known/openid-configuration.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("current_user:read", "file_content:read", "file_metadata:read", "file_comments:read")

SCOPES = {
    "current_user:read": "Read the user's name, email address and picture",
    "file_content:read": "Read the contents of files",
    "file_metadata:read": "Read names and other metadata of files",
    "file_comments:read": "Read comments on files",
    "file_comments:write": "Write and delete comments and reactions",
    "file_versions:read": "Read the version history of files",
    "file_dev_resources:read": "Read dev resources in files",
    "file_dev_resources:write": "Change dev resources in files",
    "file_variables:read": "Read variables in files",
    "library_assets:read": "Read single published components and styles",
    "library_content:read": "Read the published components and styles of files",
    "library_analytics:read": "Read how libraries are used",
    "team_library_content:read": "Read the published components and styles of teams",
    "projects:read": "List the projects of a team and their files",
    "webhooks:read": "Read webhooks",
    "webhooks:write": "Create and change webhooks",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "libraries": (*READ_ONLY, "library_assets:read", "library_content:read"),
    "team_libraries": (*READ_ONLY, "team_library_content:read"),
    "projects": (*READ_ONLY, "projects:read"),
    "development": (*READ_ONLY, "file_dev_resources:read", "file_versions:read"),
    "comment": (*READ_ONLY, "file_comments:write"),
    "webhooks": (*READ_ONLY, "webhooks:read", "webhooks:write"),
}

figma = Preset(
    name="figma",
    title="Figma",
    categories=("design",),
    keywords=("figjam",),
    authorize_url="https://www.figma.com/oauth",
    token_url="https://api.figma.com/v1/oauth/token",
    refresh_url="https://api.figma.com/v1/oauth/refresh",
    userinfo_url="https://api.figma.com/v1/me",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    scope_restrictions={
        "projects:read": "private apps only",
        "file_variables:read": "members in Enterprise organizations only",
    },
    offline=Offline(mode="always", rotates=False),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    api=Api(base_url="https://api.figma.com"),
    registration=("console",),
    docs_url="https://github.com/figma/rest-api-spec/blob/main/openapi/openapi.yaml",
    console_url="https://www.figma.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the callbacks of the app.",
        "Choose each scope on the app, with a reason. files:read is deprecated.",
        "Publish the app: private for your own organisation, or public, which Figma reviews.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline", "pkce", "console_url"),
)
