"""Yandex: https://yandex.com/dev/id/doc/en/codes/code-url."""

from datetime import date

from oauth_presets import Offline, Preset

yandex = Preset(
    name="yandex",
    title="Yandex ID",
    categories=("identity",),
    authorize_url="https://oauth.yandex.com/authorize",
    token_url="https://oauth.yandex.com/token",
    scopes=("login:info", "login:email"),
    scope_descriptions={
        "login:info": "Login, name and gender of the user",
        "login:email": "Email address of the user",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    docs_url="https://yandex.com/dev/id/doc/en/codes/code-url",
    setup=(
        "Enter {redirect_uri} in the Redirect URI field when registering the app.",
        "The app can only ask for permissions that were chosen at its registration.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes",),
)
