"""Gumroad: https://help.gumroad.com/article/280-create-application-api.

The endpoints are those of its own source, https://github.com/antiwork/gumroad (config/routes.rb),
the scopes those of https://github.com/antiwork/gumroad-cli.
"""

from datetime import date

from oauth_presets import Offline, Preset

gumroad = Preset(
    name="gumroad",
    title="Gumroad",
    categories=("commerce",),
    authorize_url="https://gumroad.com/oauth/authorize",
    token_url="https://gumroad.com/oauth/token",
    scopes=("view_profile", "view_sales"),
    scope_descriptions={
        "view_profile": "Read the profile",
        "view_sales": "Read sales and their buyers",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://help.gumroad.com/article/280-create-application-api",
    console_url="https://gumroad.com/settings/advanced",
    setup=(
        "Create an application in the advanced settings with {redirect_uri} as its redirect URI.",
        "Access tokens do not expire until they are revoked; a refresh token comes all the same.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=(
        "token_endpoint_auth_methods",
        "console_url",
    ),
)
