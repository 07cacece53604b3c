"""GitHub: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps.

Scopes are those of https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/
scopes-for-oauth-apps.
"""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Redirect, TokenRequest, Variable

OAUTH_APP_DOCS = (
    "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps"
)
READ_ONLY = ("read:user", "read:org")
ANY_APP: dict[str, Any] = {
    "categories": ("developer", "projects"),
    # Tokens are checked and deleted by calls of the API that RFC 7662 and RFC 7009 do not know.
    "absent": ("revocation_url", "introspection_url"),
    "token_endpoint_auth_methods": ("client_secret_post",),
    "token_request": TokenRequest(headers={"Accept": "application/json"}),
    "redirect": Redirect(
        loopback=("127.0.0.1", "localhost"), any_port=True, note="GitHub recommends 127.0.0.1."
    ),
    "registration": ("console",),
    "refuses_with_404": ("authorize_url", "token_url"),
    "verified_on": date(2026, 11, 27),
    "evidence": "vendor_page",
}
OAUTH_APP: dict[str, Any] = {
    **ANY_APP,
    "scopes": READ_ONLY,
    "scope_sets": {
        "readonly": READ_ONLY,
        "signin": ("read:user", "user:email"),
        "repositories": ("repo", "read:user", "read:org"),
        "public_repositories": ("public_repo", "read:user"),
        "projects": ("read:project", *READ_ONLY),
        "packages": ("read:packages", "repo"),
        "full": ("repo", "user", "admin:org", "gist", "notifications", "project", "workflow"),
    },
    "scope_descriptions": {
        "read:user": "Read the user's profile",
        "user:email": "Read the user's email addresses",
        "user": "Read and change the user's profile; includes user:email and user:follow",
        "user:follow": "Follow and unfollow other users",
        "read:org": "Read memberships of organisations and teams",
        "write:org": "Change memberships of organisations and their projects",
        "admin:org": "Manage organisations, their teams, projects and memberships",
        "repo": "Read and write all repositories the user can reach, private ones too",
        "public_repo": "Read and write public repositories",
        "repo:status": "Read and write commit statuses, without access to code",
        "security_events": "Read and write security events of code scanning",
        "read:repo_hook": "Read webhooks of repositories",
        "write:repo_hook": "Read and change webhooks of repositories",
        "admin:repo_hook": "Manage webhooks of repositories",
        "read:project": "Read projects of users and organisations",
        "project": "Read and write projects of users and organisations",
        "read:packages": "Download packages",
        "write:packages": "Publish packages",
        "gist": "Write gists",
        "notifications": "Read notifications and subscriptions, and mark threads as read",
        "read:audit_log": "Read the audit log",
        "workflow": "Add and change workflow files of GitHub Actions",
        "delete_repo": "Delete repositories that the user administers",
    },
    "docs_url": OAUTH_APP_DOCS,
    "setup": (
        "Set {redirect_uri} as the authorization callback URL of the OAuth app.",
        "No scope reads private repositories without writing them: the set repositories asks for"
        " repo; a GitHub App can be limited to reading.",
        "An organisation may have to approve the OAuth app before it sees the organisation's data.",
    ),
}
UNSEEN = ("userinfo_url", "device_authorization_url", "offline", "pkce", "api", "refuses_with_404")
PUBLIC: dict[str, Any] = {
    "authorize_url": "https://github.com/login/oauth/authorize",
    "token_url": "https://github.com/login/oauth/access_token",
    "userinfo_url": "https://api.github.com/user",
    "device_authorization_url": "https://github.com/login/device/code",
    "api": Api(base_url="https://api.github.com"),
    "pkce": "supported",
}

github = Preset(
    name="github",
    title="GitHub",
    keywords=("github oauth app", "git"),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True),
    console_url="https://github.com/settings/applications/new",
    unverified=("refuses_with_404",),
    **{**OAUTH_APP, **PUBLIC},
)

github_app = Preset(
    name="github_app",
    title="GitHub App",
    keywords=("github",),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=8 * 3600,
    docs_url="https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/"
    "generating-a-user-access-token-for-a-github-app",
    console_url="https://github.com/settings/apps/new",
    setup=(
        "Add {redirect_uri} to the callback URLs of the GitHub App.",
        "Permissions are set on the app, not asked for by scopes; it must be installed too.",
        "Tokens do not expire if the app opts out of expiry; else a refresh token lasts six"
        " months.",
    ),
    unverified=("refuses_with_404",),
    **{**ANY_APP, **PUBLIC},
)

HOST = Variable(
    kind="host", example="github.example.com", description="Host name of GitHub Enterprise Server."
)

github_enterprise = Preset(
    name="github_enterprise",
    title="GitHub Enterprise Server",
    keywords=("ghes", "github"),
    authorize_url="https://{host}/login/oauth/authorize",
    token_url="https://{host}/login/oauth/access_token",
    userinfo_url="https://{host}/api/v3/user",
    device_authorization_url="https://{host}/login/device/code",
    variables={"host": HOST},
    api=Api(base_url="https://{host}/api/v3"),
    offline=Offline(mode="never"),
    pkce="ignored",
    unverified=UNSEEN,
    **OAUTH_APP,
)

SUBDOMAIN = Variable(
    kind="label",
    example="octocorp",
    description="The enterprise's subdomain: octocorp for octocorp.ghe.com.",
)

github_data_residency = Preset(
    name="github_data_residency",
    title="GitHub Enterprise Cloud with data residency",
    keywords=("ghe.com", "github enterprise cloud"),
    authorize_url="https://{subdomain}.ghe.com/login/oauth/authorize",
    token_url="https://{subdomain}.ghe.com/login/oauth/access_token",
    userinfo_url="https://api.{subdomain}.ghe.com/user",
    device_authorization_url="https://{subdomain}.ghe.com/login/device/code",
    variables={"subdomain": SUBDOMAIN},
    api=Api(base_url="https://api.{subdomain}.ghe.com"),
    offline=Offline(mode="never"),
    pkce="supported",
    unverified=UNSEEN,
    **OAUTH_APP,
)
