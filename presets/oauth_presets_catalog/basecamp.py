"""Basecamp: https://github.com/basecamp/bc3-api/blob/master/sections/authentication.md.

PKCE is that of its own SDK, https://github.com/basecamp/basecamp-sdk.
"""

from datetime import date

from oauth_presets import Offline, Preset

basecamp = Preset(
    name="basecamp",
    title="Basecamp",
    categories=("projects", "communication"),
    keywords=("37signals", "launchpad"),
    authorize_url="https://launchpad.37signals.com/authorization/new",
    token_url="https://launchpad.37signals.com/authorization/token",
    userinfo_url="https://launchpad.37signals.com/authorization.json",
    offline=Offline(mode="always"),
    access_token_seconds=14 * 24 * 3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/basecamp/bc3-api/blob/master/sections/authentication.md",
    console_url="https://launchpad.37signals.com/integrations",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the app. There are no scopes.",
        "Calls go to the href of an account that the user info lists, with a User-Agent that names "
        "the app and a contact.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
