"""Square: https://developer.squareup.com/docs/oauth-api/overview."""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "MERCHANT_PROFILE_READ",
    "ITEMS_READ",
    "ORDERS_READ",
    "CUSTOMERS_READ",
    "PAYMENTS_READ",
)
CONSOLE_URL = "https://developer.squareup.com/apps"
LIFETIME_SETUP = "Access tokens last 30 days; renew them earlier with the refresh token."

square = Preset(
    name="square",
    title="Square",
    categories=("payments", "commerce"),
    authorize_url="https://connect.squareup.com/oauth2/authorize",
    token_url="https://connect.squareup.com/oauth2/token",
    scopes=READ_ONLY,
    authorize_params={"session": "false"},
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.squareup.com/docs/oauth-api/create-urls-for-square-authorization",
    console_url=CONSOLE_URL,
    setup=(
        "Set {redirect_uri} as the production redirect URL on the app's OAuth page.",
        "The client ID is the application ID; the client secret is the application secret of the"
        " OAuth page, not the access token.",
        "With PKCE the token request carries the code verifier instead of the secret.",
        LIFETIME_SETUP,
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("console_url",),
)

square_sandbox = Preset(
    name="square_sandbox",
    title="Square Sandbox",
    categories=("payments", "commerce"),
    authorize_url="https://connect.squareupsandbox.com/oauth2/authorize",
    token_url="https://connect.squareupsandbox.com/oauth2/token",
    scopes=READ_ONLY,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.squareup.com/docs/oauth-api/walkthrough",
    console_url=CONSOLE_URL,
    setup=(
        "Set {redirect_uri} as the sandbox redirect URL on the app's OAuth page.",
        "Open the dashboard of the sandbox test account in the same browser before authorizing.",
        LIFETIME_SETUP,
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("console_url",),
)
