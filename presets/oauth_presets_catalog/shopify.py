"""Shopify: https://shopify.dev/docs/apps/build/authentication-authorization."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest, Variable

READ_ONLY = ("read_products", "read_orders")

SCOPES = {
    "read_products": "Read products, variants and collections",
    "read_orders": "Read the orders of the last 60 days",
    "read_all_orders": "Read older orders too",
    "read_customers": "Read customers",
    "read_inventory": "Read stock",
    "read_locations": "Read locations",
    "read_content": "Read articles, blogs and pages",
    "read_files": "Read files",
    "read_themes": "Read themes",
    "read_reports": "Read reports",
}

SHOP = Variable(
    kind="label",
    example="example-store",
    description="What stands before .myshopify.com in the shop's permanent address",
)

shopify = Preset(
    name="shopify",
    title="Shopify",
    categories=("commerce", "payments"),
    authorize_url="https://{shop}.myshopify.com/admin/oauth/authorize",
    token_url="https://{shop}.myshopify.com/admin/oauth/access_token",
    absent=("revocation_url", "introspection_url"),
    variables={"shop": SHOP},
    scopes=READ_ONLY,
    scope_separator=",",
    scope_sets={
        "readonly": READ_ONLY,
        "customers": (*READ_ONLY, "read_customers"),
        "content": ("read_content", "read_themes", "read_files"),
        "stock": ("read_products", "read_inventory", "read_locations"),
        "history": (*READ_ONLY, "read_all_orders"),
        "reports": (*READ_ONLY, "read_reports"),
    },
    scope_descriptions=SCOPES,
    scope_restrictions={"read_all_orders": "request access"},
    token_request=TokenRequest(code_params={"expiring": "1"}),
    api=Api(
        base_url="https://{shop}.myshopify.com/admin", header="X-Shopify-Access-Token", scheme=""
    ),
    offline=Offline(mode="always", rotates=True, seconds=90 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://shopify.dev/docs/apps/build/authentication-authorization/"
    "authenticate-standalone-apps",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the app in the Dev Dashboard.",
        "Public apps must ask for expiring tokens, as the preset does: older tokens are refused"
        " from 2027-01-01. A custom app may send token_params={'expiring': '0'}.",
        "Shopify signs the callback with an hmac parameter; check it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets"),
)
