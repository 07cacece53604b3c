"""eBay: https://developer.ebay.com/api-docs/static/oauth-consent-request.html.

Scopes are those of eBay's API descriptions.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPE = "https://api.ebay.com/oauth/api_scope"
READ_ONLY = tuple(
    f"{SCOPE}/sell.{area}.readonly" for area in ("inventory", "fulfillment", "account")
)


SCOPES = {
    SCOPE: "Read public data",
    f"{SCOPE}/sell.inventory.readonly": "Read inventory and offers",
    f"{SCOPE}/sell.inventory": "Read and change inventory and offers",
    f"{SCOPE}/sell.fulfillment.readonly": "Read orders",
    f"{SCOPE}/sell.fulfillment": "Read orders and fulfil them",
    f"{SCOPE}/sell.account.readonly": "Read the seller's settings",
    f"{SCOPE}/sell.account": "Read and change the seller's settings",
    f"{SCOPE}/sell.analytics.readonly": "Read reports on the seller's performance",
    f"{SCOPE}/sell.marketing": "Read and change campaigns and promotions",
    f"{SCOPE}/sell.finances": "Read payments and payouts, and manage them",
    f"{SCOPE}/commerce.identity.readonly": "Read who the user is",
    f"{SCOPE}/commerce.identity.email.readonly": "Read the user's email address",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "analytics": (*READ_ONLY, f"{SCOPE}/sell.analytics.readonly"),
    "identity": (f"{SCOPE}/commerce.identity.readonly",),
    "full": tuple(
        f"{SCOPE}/sell.{area}"
        for area in ("inventory", "fulfillment", "account", "marketing", "finances")
    ),
}


def environment(name: str, title: str, infix: str) -> Preset:
    """Make the preset of one eBay environment; the hosts differ by an infix."""
    return Preset(
        name=name,
        title=title,
        categories=("commerce",),
        keywords=("marketplace",),
        authorize_url=f"https://auth.{infix}ebay.com/oauth2/authorize",
        token_url=f"https://api.{infix}ebay.com/identity/v1/oauth2/token",
        userinfo_url=f"https://apiz.{infix}ebay.com/commerce/identity/v1/user/",
        scopes=READ_ONLY,
        scope_sets=SCOPE_SETS,
        scope_descriptions=SCOPES,
        offline=Offline(mode="always", rotates=False),
        access_token_seconds=7200,
        token_endpoint_auth_methods=("client_secret_basic",),
        api=Api(base_url=f"https://api.{infix}ebay.com"),
        redirect=Redirect(note="The RuName is sent in place of a URL, in both requests."),
        registration=("console",),
        docs_url="https://developer.ebay.com/api-docs/static/oauth-consent-request.html",
        console_url="https://developer.ebay.com/my/keys",
        setup=(
            "Create an RuName for the keyset and set {redirect_uri} as its auth accepted URL.",
            "Pass the RuName itself as redirect_uri.",
            "Each environment has its own keyset.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("userinfo_url", "api", "console_url"),
    )


ebay = environment("ebay", "eBay", "")
ebay_sandbox = environment("ebay_sandbox", "eBay Sandbox", "sandbox.")
