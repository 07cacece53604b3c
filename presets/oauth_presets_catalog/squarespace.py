"""Squarespace: https://developers.squarespace.com/oauth."""

from datetime import date

from oauth_presets import Offline, Preset

READ = (
    "website.orders.read",
    "website.products.read",
    "website.inventory.read",
    "website.transactions.read",
)

squarespace = Preset(
    name="squarespace",
    title="Squarespace",
    categories=("commerce",),
    authorize_url="https://login.squarespace.com/api/1/login/oauth/provider/authorize",
    token_url="https://login.squarespace.com/api/1/login/oauth/provider/tokens",
    scopes=READ,
    scope_separator=",",
    scope_sets={"readonly": READ, "catalogue": ("website.products.read", "website.inventory.read")},
    scope_descriptions={
        "website.orders.read": "Read orders",
        "website.products.read": "Read products",
        "website.inventory.read": "Read stock",
        "website.transactions.read": "Read payments and refunds",
    },
    offline=Offline(mode="request", params={"access_type": "offline"}),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developers.squarespace.com/oauth",
    setup=(
        "Register the client by Squarespace's form, with {redirect_uri} among its redirect URIs;"
        " Squarespace reviews it and then sends the client ID and secret.",
        "Send a User-Agent header of your own with every request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page as seen shows the authorization endpoint only
    unverified=(
        "token_url",
        "scopes",
        "scope_separator",
        "scope_sets",
        "offline",
        "token_endpoint_auth_methods",
    ),
)
