"""Gitea: https://docs.gitea.com/development/oauth2-provider.

The further endpoints and the client authentication are those of its own source,
https://github.com/go-gitea/gitea (routers/web/auth/oauth2_provider.go).
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

READ_ONLY = ("read:repository", "read:issue", "read:organization", "read:user")

SCOPES = {
    "read:repository": "Read repositories: files, releases and collaborators",
    "read:issue": "Read issues, labels, milestones and comments",
    "read:organization": "Read organisations, teams and their members",
    "read:user": "Read the user's settings and subscriptions",
    "read:package": "Read packages",
    "write:repository": "Read and write repositories",
    "write:issue": "Read and write issues, labels, milestones and comments",
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "signin": ("openid", "profile", "email"),
    "packages": (*READ_ONLY, "read:package"),
    "write": (*READ_ONLY, "write:repository", "write:issue"),
}

BASE_URL = Variable(
    kind="base_url",
    default="https://gitea.com",
    example="https://git.example.com",
    description="Address of the Gitea instance, if not gitea.com.",
)

gitea = Preset(
    name="gitea",
    title="Gitea",
    categories=("developer", "projects"),
    keywords=("git",),
    authorize_url="{base_url}/login/oauth/authorize",
    token_url="{base_url}/login/oauth/access_token",
    issuer="{base_url}",
    introspection_url="{base_url}/login/oauth/introspect",
    userinfo_url="{base_url}/api/v1/user",
    jwks_url="{base_url}/login/oauth/keys",
    variables={"base_url": BASE_URL},
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    api=Api(base_url="{base_url}/api/v1"),
    registration=("console",),
    docs_url="https://docs.gitea.com/development/oauth2-provider",
    setup=(
        "Register {redirect_uri} as a redirect URI of the application, under settings.",
        "An older server may not limit OAuth tokens to the scopes asked for.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("issuer", "userinfo_url", "api"),
)
