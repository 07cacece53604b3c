"""Figma: https://developers.figma.com/docs/rest-api/authentication.

Scopes are those of https://developers.figma.com/docs/rest-api/scopes.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "current_user:read",
    "file_content:read",
    "file_metadata:read",
    "file_comments:read",
)

figma = Preset(
    name="figma",
    title="Figma",
    categories=("design",),
    authorize_url="https://www.figma.com/oauth",
    token_url="https://api.figma.com/v1/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "libraries": (*READ_ONLY, "library_assets:read", "library_content:read"),
        "projects": (*READ_ONLY, "projects:read"),
    },
    scope_descriptions={
        "current_user:read": "Read the user's name, email address and picture",
        "file_content:read": "Read the contents of files",
        "file_metadata:read": "Read names and other metadata of files",
        "file_comments:read": "Read comments on files",
        "library_assets:read": "Read single published components and styles",
        "library_content:read": "Read the published components and styles of files",
        "projects:read": "List the projects of a team and their files",
    },
    scope_restrictions={"projects:read": "private apps only"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developers.figma.com/docs/rest-api/authentication",
    console_url="https://www.figma.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the callbacks of the app.",
        "Choose each scope on the app, with a reason. files:read is deprecated.",
        "Publish the app: private for your own organisation, or public, which Figma reviews.",
        "Refresh at https://api.figma.com/v1/oauth/refresh, not at the token URL.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # Figma's API description still has a token endpoint that is gone
    unverified=(
        "authorize_url",
        "token_url",
        "offline",
        "scope_restrictions",
        "token_endpoint_auth_methods",
        "console_url",
    ),
)
