"""Basecamp: https://github.com/basecamp/bc3-api/blob/master/sections/authentication.md."""

from datetime import date

from oauth_presets import Offline, Preset

basecamp = Preset(
    name="basecamp",
    title="Basecamp",
    categories=("projects", "communication"),
    authorize_url="https://launchpad.37signals.com/authorization/new",
    token_url="https://launchpad.37signals.com/authorization/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://github.com/basecamp/bc3-api/blob/master/sections/authentication.md",
    console_url="https://launchpad.37signals.com/integrations",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the app.",
        "There are no scopes: the token does what the user can do, for two weeks at a time.",
        "Calls go to the href of an account that "
        "https://launchpad.37signals.com/authorization.json lists.",
        "Older guides send type=web_server and type=refresh; standard parameters replaced them.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
