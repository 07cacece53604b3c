"""Webflow: https://developers.webflow.com/data/reference/oauth-app."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

READ = ("sites:read", "pages:read", "cms:read", "forms:read")

SCOPES = {
    "sites:read": "Read sites",
    "pages:read": "Read pages and their content",
    "cms:read": "Read collections and their items",
    "forms:read": "Read forms and what was submitted",
    "authorized_user:read": "Read the user's name and email address",
}

webflow = Preset(
    name="webflow",
    title="Webflow",
    categories=("design", "marketing"),
    authorize_url="https://webflow.com/oauth/authorize",
    token_url="https://api.webflow.com/oauth/access_token",
    revocation_url="https://webflow.com/oauth/revoke_authorization",
    userinfo_url="https://api.webflow.com/v2/token/authorized_by",
    absent=("introspection_url",),
    scopes=READ,
    scope_sets={"readonly": READ, "signin": ("authorized_user:read",)},
    scope_descriptions=SCOPES,
    token_request=TokenRequest(names={"token": "access_token"}),
    api=Api(base_url="https://api.webflow.com/v2"),
    offline=Offline(mode="never"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.webflow.com/data/reference/oauth-app",
    setup=(
        "Create the app in the workspace settings under Apps & Integrations, enable its Data Client"
        " and enter {redirect_uri}, slash for slash, as the redirect URI.",
        "Select the scopes there too; a request can ask for fewer, not for more.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",  # the vendor's SDK shows both endpoints
    unverified=("absent", "api", "offline", "pkce", "userinfo_url"),
)
