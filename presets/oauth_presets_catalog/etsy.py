"""Etsy: https://developers.etsy.com/documentation/essentials/authentication."""

from datetime import date

from oauth_presets import Offline, Preset

etsy = Preset(
    name="etsy",
    title="Etsy",
    categories=("commerce",),
    authorize_url="https://www.etsy.com/oauth/connect",
    token_url="https://api.etsy.com/v3/public/oauth/token",
    scopes=("shops_r", "listings_r", "transactions_r"),
    scope_descriptions={
        "shops_r": "Read the shop",
        "listings_r": "Read listings, inactive ones too",
        "transactions_r": "Read receipts and transactions",
    },
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("none",),
    docs_url="https://developers.etsy.com/documentation/essentials/authentication",
    console_url="https://www.etsy.com/developers/your-apps",
    setup=(
        "Add {redirect_uri} to the callback URLs of the app; it must be https.",
        "The client ID is the app's API key keystring.",
        "PKCE is required and takes the place of the secret in the token request.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("offline", "token_endpoint_auth_methods"),
)
