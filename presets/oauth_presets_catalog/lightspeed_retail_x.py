"""Lightspeed Retail X-Series: https://x-series-api.lightspeedhq.com/docs/authorization."""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, Variable

SCOPES = {
    "products:read": "Read products and brands",
    "sales:read": "Read sales",
    "customers:read": "Read customers",
}

DOMAIN_PREFIX = Variable(
    kind="label", example="examplestore", description="What stands before .retail.lightspeed.app"
)

lightspeed_retail_x = Preset(
    name="lightspeed_retail_x",
    title="Lightspeed Retail X-Series",
    categories=("commerce", "sales"),
    keywords=("vend", "lightspeed x-series"),
    authorize_url="https://secure.retail.lightspeed.app/connect",
    token_url="https://{domain_prefix}.retail.lightspeed.app/api/1.0/token",
    variables={"domain_prefix": DOMAIN_PREFIX},
    scopes=("products:read", "customers:read"),
    scope_sets={"readonly": ("products:read", "sales:read", "customers:read")},
    scope_descriptions=SCOPES,
    authorization_response=AuthorizationResponse(
        extras={"domain_prefix": "Prefix of the store, the same as the variable"}
    ),
    api=Api(base_url="https://{domain_prefix}.retail.lightspeed.app/api/2.0"),
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://x-series-api.lightspeedhq.com/docs/authorization",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the application in the developer portal.",
        "Declare the scopes on the application; a request may ask only for declared ones.",
        "An application that is not approved can be connected to 30 stores.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
