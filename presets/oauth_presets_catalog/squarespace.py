"""Squarespace: https://developers.squarespace.com/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ = (
    "website.orders.read",
    "website.products.read",
    "website.inventory.read",
    "website.transactions.read",
)

SCOPES = {
    "website.orders.read": "Read orders",
    "website.products.read": "Read products",
    "website.inventory.read": "Read stock",
    "website.transactions.read": "Read payments and refunds",
}

squarespace = Preset(
    name="squarespace",
    title="Squarespace",
    categories=("commerce",),
    authorize_url="https://login.squarespace.com/api/1/login/oauth/provider/authorize",
    token_url="https://login.squarespace.com/api/1/login/oauth/provider/tokens",
    userinfo_url="https://api.squarespace.com/1.0/authorization/website",
    scopes=READ,
    scope_separator=",",
    scope_sets={"readonly": READ, "catalogue": ("website.products.read", "website.inventory.read")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.squarespace.com/1.0"),
    offline=Offline(mode="request", params={"access_type": "offline"}),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.squarespace.com/oauth",
    console_url="https://account.squarespace.com/developer-apps",
    setup=(
        "Create the app under Developer Apps, with {redirect_uri} among its redirect URIs; it stays"
        " in demo mode until Squarespace has reviewed it.",
        "Send a User-Agent header of your own with every request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page as seen shows the authorization endpoint only
    unverified=(
        "token_url",
        "api",
        "userinfo_url",
        "scopes",
        "scope_separator",
        "scope_sets",
        "offline",
        "token_endpoint_auth_methods",
    ),
)
