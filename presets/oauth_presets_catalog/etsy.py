"""Etsy: https://developers.etsy.com/documentation/essentials/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("shops_r", "listings_r", "transactions_r")

SCOPES = {
    "shops_r": "Read the shop",
    "listings_r": "Read listings, inactive ones too",
    "transactions_r": "Read receipts and transactions",
    "shops_w": "Change the shop",
    "listings_w": "Create and change listings",
    "listings_d": "Delete listings",
    "transactions_w": "Change receipts, for example mark them as sent",
    "profile_r": "Read the user's profile",
    "email_r": "Read the user's email address",
    "billing_r": "Read bills and payments",
    "address_r": "Read shipping addresses",
    "feedback_r": "Read reviews",
}

etsy = Preset(
    name="etsy",
    title="Etsy",
    categories=("commerce",),
    authorize_url="https://www.etsy.com/oauth/connect",
    token_url="https://api.etsy.com/v3/public/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "identity": ("profile_r", "email_r"),
        "full": (*READ_ONLY, "shops_w", "listings_w", "transactions_w"),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", seconds=90 * 24 * 3600),
    access_token_seconds=3600,
    pkce="required",
    token_endpoint_auth_methods=("none",),
    api=Api(base_url="https://api.etsy.com/v3"),
    redirect=Redirect(note="It must be https."),
    registration=("console",),
    docs_url="https://developers.etsy.com/documentation/essentials/authentication",
    console_url="https://www.etsy.com/developers/your-apps",
    setup=(
        "Add {redirect_uri} to the callback URLs of the app.",
        "The client ID is the app's API key keystring.",
        "Calls to the API also carry the header x-api-key, with KEYSTRING:SHARED_SECRET.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=(
        "scope_descriptions",
        "offline",
        "access_token_seconds",
        "token_endpoint_auth_methods",
        "api",
    ),
)
