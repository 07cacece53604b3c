"""Gumroad: https://help.gumroad.com/article/280-create-application-api.

Endpoints, PKCE and client authentication are those of its own source,
https://github.com/antiwork/gumroad (Doorkeeper without a column for a challenge), the scopes those
of https://github.com/antiwork/gumroad-cli.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "view_profile": "Read the profile",
    "view_sales": "Read sales and their buyers",
    "edit_products": "Create and change products",
    "mark_sales_as_shipped": "Mark sales as shipped",
}

gumroad = Preset(
    name="gumroad",
    title="Gumroad",
    categories=("commerce",),
    authorize_url="https://gumroad.com/oauth/authorize",
    token_url="https://gumroad.com/oauth/token",
    userinfo_url="https://api.gumroad.com/v2/user",
    scopes=("view_profile", "view_sales"),
    scope_sets={
        "readonly": ("view_profile", "view_sales"),
        "products": ("view_profile", "view_sales", "edit_products"),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    access_token_seconds="never",
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    api=Api(base_url="https://api.gumroad.com/v2"),
    registration=("console",),
    docs_url="https://help.gumroad.com/article/280-create-application-api",
    console_url="https://gumroad.com/settings/advanced",
    setup=("Create an application with {redirect_uri} as its redirect URI.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "console_url", "pkce", "api"),
)
