"""Deel: https://developer.deel.com/api/oauth."""

from datetime import date

from oauth_presets import Offline, Preset

deel = Preset(
    name="deel",
    title="Deel",
    categories=("people",),
    authorize_url="https://app.deel.com/oauth2/authorize",
    token_url="https://app.deel.com/oauth2/tokens",
    scopes=("organizations:read", "contracts:read"),
    scope_descriptions={
        "organizations:read": "Read the organisation",
        "contracts:read": "Read contracts",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developer.deel.com/api/oauth",
    setup=(
        "Make an app in the Developer Center, with {redirect_uri} as its redirect URI.",
        "An organisation app reaches the whole organisation, as far as its scopes go; the API "
        "reference names the scope of each call.",
        "Calls to the API also carry the client ID, in the header x-client-id.",
        "The sandbox is another host, which this preset does not cover.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
