"""GitLab: https://docs.gitlab.com/api/oauth2/.

Scopes are those of https://docs.gitlab.com/integration/oauth_provider/.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest, Variable

SCOPES = {
    "read_api": "Read everything the API offers: groups, projects and registries",
    "read_user": "Read the user's profile and the users API",
    "read_repository": "Read the files of private repositories",
    "write_repository": "Push to private repositories, by Git over HTTP",
    "read_registry": "Pull container images of private projects",
    "write_registry": "Push container images of private projects",
    "read_virtual_registry": "Pull container images through the dependency proxy",
    "create_runner": "Create runners",
    "manage_runner": "Manage runners",
    "k8s_proxy": "Call the Kubernetes API through the GitLab agent",
    "ai_features": "Use the GitLab Duo endpoints",
    "openid": "Sign the user in; reads profile and group memberships",
    "profile": "Profile claims of the user",
    "email": "Primary email address of the user",
    "api": "Read and write everything the API offers",
    "sudo": "Act as any user",
    "admin_mode": "Act as an administrator where Admin Mode is on",
}
SCOPE_SETS = {
    "readonly": ("read_api",),
    "repositories": ("read_user", "read_repository"),
    "registry": ("read_user", "read_registry"),
    "signin": ("openid", "profile", "email"),
    "full": ("api",),
}

BASE_URL = Variable(
    kind="base_url",
    default="https://gitlab.com",
    example="https://gitlab.example.com",
    description="Address of the GitLab instance, if not gitlab.com.",
)

gitlab = Preset(
    name="gitlab",
    title="GitLab",
    categories=("developer", "projects"),
    keywords=("gitlab.com", "gitlab self-managed", "gitlab dedicated", "git"),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/token",
    issuer="{base_url}",
    revocation_url="{base_url}/oauth/revoke",
    userinfo_url="{base_url}/api/v4/user",
    device_authorization_url="{base_url}/oauth/authorize_device",
    jwks_url="{base_url}/oauth/discovery/keys",
    variables={"base_url": BASE_URL},
    scopes=("read_api",),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(("sudo", "admin_mode"), "administrator users only"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=7200,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    token_request=TokenRequest(refresh_params={"redirect_uri": "{redirect_uri}"}),
    api=Api(base_url="{base_url}/api/v4"),
    registration=("console",),
    docs_url="https://docs.gitlab.com/api/oauth2/",
    console_url="https://gitlab.com/-/user_settings/applications",
    setup=(
        "Enter {redirect_uri} as the Redirect URI of the application.",
        "Tick the scopes on the application too: only those can be asked for.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("issuer", "jwks_url", "console_url"),
)
