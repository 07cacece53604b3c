"""Shopify: https://shopify.dev/docs/apps/build/authentication-authorization."""

from datetime import date

from oauth_presets import Preset, Variable

READ_ONLY = ("read_products", "read_orders")

shopify = Preset(
    name="shopify",
    title="Shopify",
    categories=("commerce", "payments"),
    authorize_url="https://{shop}.myshopify.com/admin/oauth/authorize",
    token_url="https://{shop}.myshopify.com/admin/oauth/access_token",
    variables={
        "shop": Variable(
            kind="label",
            example="example-store",
            description="What stands before .myshopify.com in the shop's permanent address",
        ),
    },
    scopes=READ_ONLY,
    scope_separator=",",
    scope_sets={"readonly": READ_ONLY, "customers": (*READ_ONLY, "read_customers")},
    scope_descriptions={
        "read_products": "Read products, variants and collections",
        "read_orders": "Read orders",
        "read_customers": "Read customers",
    },
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://shopify.dev/docs/apps/build/authentication-authorization/"
    "authenticate-standalone-apps",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the app in the Dev Dashboard.",
        "Public apps must ask for expiring tokens: send expiring=1 with the token request, then an"
        " offline token lasts an hour and comes with a refresh token.",
        "From 2027-01-01 the API refuses public apps' non-expiring tokens; custom apps keep them.",
        "Shopify signs the callback with an hmac parameter; check it.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets"),
)
