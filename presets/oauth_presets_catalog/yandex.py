"""Yandex: https://yandex.com/dev/id/doc/en/codes/code-url."""

from datetime import date

from oauth_presets import Api, Offline, Preset

yandex = Preset(
    name="yandex",
    title="Yandex ID",
    categories=("identity",),
    keywords=("yandex id", "yandex passport", "яндекс"),
    authorize_url="https://oauth.yandex.com/authorize",
    token_url="https://oauth.yandex.com/token",
    userinfo_url="https://login.yandex.ru/info",
    scopes=("login:info", "login:email"),
    scope_descriptions={"login:info": "Login, name and gender", "login:email": "Email address"},
    api=Api(scheme="OAuth"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://yandex.com/dev/id/doc/en/codes/code-url",
    setup=(
        "Enter {redirect_uri} in the Redirect URI field when registering the app.",
        "The app can only ask for permissions that were chosen at its registration.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api", "scopes", "userinfo_url"),
)
