"""eBay: https://developer.ebay.com/api-docs/static/oauth-consent-request.html."""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "https://api.ebay.com/oauth/api_scope/sell.inventory.readonly",
    "https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly",
    "https://api.ebay.com/oauth/api_scope/sell.account.readonly",
)
SCOPE_DESCRIPTIONS = {
    "https://api.ebay.com/oauth/api_scope/sell.inventory.readonly": "Read inventory and offers",
    "https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly": "Read orders",
    "https://api.ebay.com/oauth/api_scope/sell.account.readonly": "Read the seller's settings",
}
DOCS_URL = "https://developer.ebay.com/api-docs/static/oauth-consent-request.html"
CONSOLE_URL = "https://developer.ebay.com/my/keys"
SETUP = (
    "Create an RuName for the keyset and set {redirect_uri} as its auth accepted URL.",
    "Send the RuName itself as redirect_uri, in both requests; eBay refuses the URL there.",
    "Each environment has a keyset of its own.",
)

ebay = Preset(
    name="ebay",
    title="eBay",
    categories=("commerce",),
    authorize_url="https://auth.ebay.com/oauth2/authorize",
    token_url="https://api.ebay.com/identity/v1/oauth2/token",
    scopes=READ_ONLY,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=SETUP,
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "console_url"),
)

ebay_sandbox = Preset(
    name="ebay_sandbox",
    title="eBay Sandbox",
    categories=("commerce",),
    authorize_url="https://auth.sandbox.ebay.com/oauth2/authorize",
    token_url="https://api.sandbox.ebay.com/identity/v1/oauth2/token",
    scopes=READ_ONLY,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=SETUP,
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "console_url"),
)
