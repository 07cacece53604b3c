"""GitLab: https://docs.gitlab.com/api/oauth2/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

gitlab = Preset(
    name="gitlab",
    title="GitLab",
    categories=("developer", "projects"),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/token",
    issuer="{base_url}",
    variables={
        "base_url": Variable(
            kind="base_url",
            default="https://gitlab.com",
            example="https://gitlab.example.com",
            description="Address of the GitLab instance, where it is not gitlab.com.",
        )
    },
    scopes=("read_api",),
    scope_sets={
        "readonly": ("read_api",),
        "repositories": ("read_user", "read_repository"),
        "signin": ("openid", "profile", "email"),
        "full": ("api",),
    },
    scope_descriptions={
        "read_api": "Read everything the API offers: groups, projects and registries",
        "read_user": "Read the user's profile and the users API",
        "read_repository": "Read the files of private repositories",
        "openid": "Sign the user in; reads profile and group memberships",
        "profile": "Profile claims of the user",
        "email": "Primary email address of the user",
        "api": "Read and write everything the API offers",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.gitlab.com/api/oauth2/",
    setup=(
        "Enter {redirect_uri} as the Redirect URI of the application.",
        "Tick the scopes on the application too: only those can be asked for.",
        "Access tokens last two hours; each refresh replaces both tokens.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer",),
)
