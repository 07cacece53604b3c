"""Dribbble: https://developer.dribbble.com/v2/oauth/."""

from datetime import date

from oauth_presets import Api, Preset

dribbble = Preset(
    name="dribbble",
    title="Dribbble",
    categories=("design",),
    authorize_url="https://dribbble.com/oauth/authorize",
    token_url="https://dribbble.com/oauth/token",
    userinfo_url="https://api.dribbble.com/v2/user",
    scopes=("public",),
    scope_sets={"readonly": ("public",), "full": ("public", "upload")},
    scope_descriptions={
        "public": "Read public information of the user",
        "upload": "Create and change shots",
    },
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.dribbble.com/v2"),
    registration=("console",),
    docs_url="https://developer.dribbble.com/v2/oauth/",
    console_url="https://dribbble.com/account/applications/new",
    setup=("Enter {redirect_uri} as the callback URL of the application.",),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",  # seen as the page of API v1, /v1/oauth/
    unverified=("scope_sets", "scope_descriptions", "userinfo_url", "api", "console_url"),
)
