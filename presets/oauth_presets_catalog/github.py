"""GitHub: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

OAUTH_APP_DOCS = (
    "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps"
)
READ_ONLY = ("read:user", "read:org")
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "signin": ("read:user", "user:email"),
    "repositories": ("repo", "read:user", "read:org"),
}
SCOPE_DESCRIPTIONS = {
    "read:user": "Read the user's profile",
    "user:email": "Read the user's email addresses",
    "read:org": "Read memberships of organisations and teams",
    "repo": "Read and write all repositories the user can reach, private ones too",
}
CALLBACK_SETUP = "Set {redirect_uri} as the authorization callback URL of the OAuth app."
ACCEPT_SETUP = "Send Accept: application/json, or the token response comes form-encoded."
REPO_SETUP = (
    "No scope reads private repositories without writing them: the set repositories asks for repo;"
    " a GitHub App can be limited to reading."
)

github = Preset(
    name="github",
    title="GitHub",
    categories=("developer", "projects"),
    authorize_url="https://github.com/login/oauth/authorize",
    token_url="https://github.com/login/oauth/access_token",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    offline=Offline(mode="never"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    refuses_with_404=("authorize_url", "token_url"),
    docs_url=OAUTH_APP_DOCS,
    console_url="https://github.com/settings/applications/new",
    setup=(
        CALLBACK_SETUP,
        REPO_SETUP,
        ACCEPT_SETUP,
        "An organisation may have to approve the OAuth app before it sees the organisation's data.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("refuses_with_404",),
)

github_app = Preset(
    name="github_app",
    title="GitHub App",
    categories=("developer", "projects"),
    authorize_url="https://github.com/login/oauth/authorize",
    token_url="https://github.com/login/oauth/access_token",
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    refuses_with_404=("authorize_url", "token_url"),
    docs_url="https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/"
    "generating-a-user-access-token-for-a-github-app",
    console_url="https://github.com/settings/apps/new",
    setup=(
        "Add {redirect_uri} to the callback URLs of the GitHub App.",
        "Permissions are set on the app, not asked for by scopes; it must be installed too.",
        "Tokens last eight hours, refresh tokens six months, unless the app opts out of expiry.",
        ACCEPT_SETUP,
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "refuses_with_404"),
)

github_enterprise = Preset(
    name="github_enterprise",
    title="GitHub Enterprise",
    categories=("developer", "projects"),
    authorize_url="https://{host}/login/oauth/authorize",
    token_url="https://{host}/login/oauth/access_token",
    variables={
        "host": Variable(
            kind="host",
            example="github.example.com",
            description="Host name of GitHub Enterprise Server, or acme.ghe.com in the cloud.",
        )
    },
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    refuses_with_404=("authorize_url", "token_url"),
    docs_url=OAUTH_APP_DOCS,
    setup=(CALLBACK_SETUP, REPO_SETUP, ACCEPT_SETUP),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("refuses_with_404",),
)
