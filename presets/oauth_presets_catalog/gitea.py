"""Gitea: https://docs.gitea.com/development/oauth2-provider."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

gitea = Preset(
    name="gitea",
    title="Gitea",
    categories=("developer", "projects"),
    authorize_url="{base_url}/login/oauth/authorize",
    token_url="{base_url}/login/oauth/access_token",
    issuer="{base_url}",
    variables={
        "base_url": Variable(
            kind="base_url",
            default="https://gitea.com",
            example="https://git.example.com",
            description="Address of the Gitea instance, where it is not gitea.com.",
        )
    },
    scopes=("read:repository", "read:issue", "read:organization", "read:user"),
    scope_descriptions={
        "read:repository": "Read repositories: files, releases and collaborators",
        "read:issue": "Read issues, labels, milestones and comments",
        "read:organization": "Read organisations, teams and their members",
        "read:user": "Read the user's settings and subscriptions",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.gitea.com/development/oauth2-provider",
    setup=(
        "Register {redirect_uri} as a redirect URI of the application, under settings.",
        "An older server may not limit OAuth tokens to the scopes asked for.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer",),
)
