"""WordPress.com: https://developer.wordpress.com/docs/api/oauth2/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenResponse

SCOPES = {
    "global": "Everything on all sites of the user",
    "auth": "Read the profile and email address only",
}

wordpress_com = Preset(
    name="wordpress_com",
    title="WordPress.com",
    categories=("marketing", "documents"),
    keywords=("wordpress", "jetpack", "automattic"),
    authorize_url="https://public-api.wordpress.com/oauth2/authorize",
    token_url="https://public-api.wordpress.com/oauth2/token",
    userinfo_url="https://public-api.wordpress.com/rest/v1.1/me",
    scope_sets={"site": (), "global": ("global",), "signin": ("auth",)},
    scope_descriptions=SCOPES,
    token_response=TokenResponse(extras={"blog_id": "Site that the token is for"}),
    api=Api(base_url="https://public-api.wordpress.com/rest/v1.1"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.wordpress.com/docs/api/oauth2/",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the application, exactly as it is sent.",
        "Without a scope the token is for the one site that the user picks.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=(
        "access_token_seconds",
        "api",
        "offline",
        "pkce",
        "scope_sets",
        "token_response",
        "userinfo_url",
    ),
)
