"""Timely: https://dev.timelyapp.com/v1."""

from datetime import date

from oauth_presets import Api, Offline, Preset

timely = Preset(
    name="timely",
    title="Timely",
    categories=("projects",),
    keywords=("timelyapp", "time tracking", "memory ai"),
    authorize_url="https://api.timelyapp.com/1.1/oauth/authorize",
    token_url="https://api.timelyapp.com/1.1/oauth/token",
    api=Api(base_url="https://api.timelyapp.com/1.1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://dev.timelyapp.com/v1",
    setup=(
        "An administrator creates the application under Settings, Devs, with {redirect_uri} as its"
        " callback URL.",
        "There are no scopes: the token acts as the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
