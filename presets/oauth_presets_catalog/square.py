"""Square: https://developer.squareup.com/docs/oauth-api/overview."""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "MERCHANT_PROFILE_READ": "Read the merchant and its locations",
    "ITEMS_READ": "Read the catalogue",
    "ORDERS_READ": "Read orders",
    "CUSTOMERS_READ": "Read customers",
    "PAYMENTS_READ": "Read payments and refunds",
    "INVENTORY_READ": "Read stock",
    "INVOICES_READ": "Read invoices",
    "SUBSCRIPTIONS_READ": "Read subscriptions",
    "PAYOUTS_READ": "Read payouts",
    "EMPLOYEES_READ": "Read team members",
    "TIMECARDS_READ": "Read time cards and shifts",
    "APPOINTMENTS_READ": "Read bookings",
    "LOYALTY_READ": "Read loyalty accounts",
    "GIFTCARDS_READ": "Read gift cards",
    "DISPUTES_READ": "Read disputes",
}
READ_ONLY = tuple(SCOPES)[:5]


def environment(name: str, title: str, host: str, *setup: str, **fields: Any) -> Preset:
    """Make the preset of production or of the sandbox."""
    return Preset(
        name=name,
        title=title,
        categories=("payments", "commerce"),
        keywords=("square point of sale", "squareup"),
        authorize_url=f"https://{host}/oauth2/authorize",
        token_url=f"https://{host}/oauth2/token",
        userinfo_url=f"https://{host}/v2/merchants/me",
        absent=("revocation_url", "introspection_url"),
        scopes=READ_ONLY,
        scope_sets={"default": READ_ONLY, "readonly": tuple(SCOPES)},
        scope_descriptions=SCOPES,
        api=Api(base_url=f"https://{host}/v2"),
        offline=Offline(mode="always"),
        access_token_seconds=30 * 24 * 3600,
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "none"),
        registration=("console",),
        console_url="https://developer.squareup.com/apps",
        setup=(
            *setup,
            "The token response has expires_at, a time, in place of expires_in.",
            "To revoke, POST client_id and access_token to /oauth2/revoke with the header"
            " Authorization: Client SECRET.",
        ),
        verified_on=date(2026, 11, 25),
        evidence="vendor_page",
        unverified=("console_url", "scope_sets", "userinfo_url"),
        **fields,
    )


square = environment(
    "square",
    "Square",
    "connect.squareup.com",
    "Set {redirect_uri} as the production redirect URL on the app's OAuth page.",
    "The client ID is the application ID; the client secret is the application secret of the"
    " OAuth page, not the access token.",
    "With PKCE the token request carries the code verifier instead of the secret.",
    authorize_params={"session": "false"},
    redirect=Redirect(loopback=()),
    docs_url="https://developer.squareup.com/docs/oauth-api/create-urls-for-square-authorization",
)
square_sandbox = environment(
    "square_sandbox",
    "Square Sandbox",
    "connect.squareupsandbox.com",
    "Set {redirect_uri} as the sandbox redirect URL on the app's OAuth page.",
    "Open the dashboard of the sandbox test account in the same browser before authorizing.",
    redirect=Redirect(loopback=("localhost",)),
    docs_url="https://developer.squareup.com/docs/oauth-api/walkthrough",
)
