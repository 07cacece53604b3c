"""Gitee: https://gitee.com/api/v5/oauth_doc."""

from datetime import date

from oauth_presets import Preset

gitee = Preset(
    name="gitee",
    title="Gitee",
    categories=("developer",),
    keywords=("oschina",),
    authorize_url="https://gitee.com/oauth/authorize",
    token_url="https://gitee.com/oauth/token",
    registration=("console",),
    docs_url="https://gitee.com/api/v5/oauth_doc",
    setup=("Create a third-party application with {redirect_uri} as its callback address.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
    ),
)
