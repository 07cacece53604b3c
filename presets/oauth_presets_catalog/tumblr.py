"""Tumblr: https://github.com/tumblr/docs/blob/HEAD/api.md."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "basic": "Read what the user can read",
    "write": "Create, change and delete posts, likes and follows",
}

tumblr = Preset(
    name="tumblr",
    title="Tumblr",
    categories=("social",),
    authorize_url="https://www.tumblr.com/oauth2/authorize",
    token_url="https://api.tumblr.com/v2/oauth2/token",
    userinfo_url="https://api.tumblr.com/v2/user/info",
    scopes=("basic",),
    scope_sets={"readonly": ("basic",), "full": ("basic", "write")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.tumblr.com/v2"),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True),
    access_token_seconds=2520,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/tumblr/docs/blob/HEAD/api.md",
    console_url="https://www.tumblr.com/oauth/apps",
    setup=(
        "Enter {redirect_uri} as the OAuth2 redirect URL of the application; without one OAuth 2.0"
        " stays switched off.",
        "The client ID is the OAuth consumer key, the client secret the OAuth secret key.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scope_descriptions",),
)
