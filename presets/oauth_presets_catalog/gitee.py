"""Gitee: https://gitee.com/api/v5/oauth_doc."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "user_info": "Read the user's profile",
    "projects": "Read and change the user's repositories",
    "pull_requests": "Read and change pull requests",
}

gitee = Preset(
    name="gitee",
    title="Gitee",
    categories=("developer",),
    keywords=("oschina",),
    authorize_url="https://gitee.com/oauth/authorize",
    token_url="https://gitee.com/oauth/token",
    scopes=("user_info", "projects"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://gitee.com/api/v5"),
    offline=Offline(mode="always"),
    access_token_seconds=86_400,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://gitee.com/api/v5/oauth_doc",
    setup=("Create a third-party application with {redirect_uri} as its callback address.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "scopes",
        "offline",
        "access_token_seconds",
        "token_endpoint_auth_methods",
        "api",
    ),
)
