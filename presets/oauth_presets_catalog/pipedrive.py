"""Pipedrive: https://developers.pipedrive.com/docs/api/v1/Oauth."""

from datetime import date

from oauth_presets import Offline, Preset

pipedrive = Preset(
    name="pipedrive",
    title="Pipedrive",
    categories=("crm", "sales"),
    authorize_url="https://oauth.pipedrive.com/oauth/authorize",
    token_url="https://oauth.pipedrive.com/oauth/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developers.pipedrive.com/docs/api/v1/Oauth",
    setup=(
        "Enter {redirect_uri} as the callback URL of the app; the request must match it.",
        "Scopes are chosen when the app is registered and are not part of the request.",
        "Call the API at the api_domain of the token response, which differs by company.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
