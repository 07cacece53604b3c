"""Keap: https://developer.keap.com/getting-started-oauth-keys/."""

from datetime import date

from oauth_presets import Offline, Preset

keap = Preset(
    name="keap",
    title="Keap",
    categories=("crm", "marketing"),
    authorize_url="https://accounts.infusionsoft.com/app/oauth/authorize",
    token_url="https://api.infusionsoft.com/token",
    scopes=("full",),
    scope_descriptions={"full": "Everything the API offers; there is no other scope"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.keap.com/getting-started-oauth-keys/",
    setup=(
        "Make an app in Keap's developer portal: its key and secret are the client ID and secret.",
        "{redirect_uri} must be https, and the same in the authorization and the token request.",
        "A refresh returns a new pair of tokens, and its request carries the client ID and secret"
        " as HTTP Basic.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
