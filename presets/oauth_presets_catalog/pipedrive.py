"""Pipedrive: https://developers.pipedrive.com/docs/api/v1/Oauth."""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse

pipedrive = Preset(
    name="pipedrive",
    title="Pipedrive",
    categories=("crm", "sales"),
    authorize_url="https://oauth.pipedrive.com/oauth/authorize",
    token_url="https://oauth.pipedrive.com/oauth/token",
    revocation_url="https://oauth.pipedrive.com/oauth/revoke",
    token_response=TokenResponse(extras={"api_domain": "Base URL of the company's API"}),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.pipedrive.com/docs/api/v1/Oauth",
    setup=(
        "Enter {redirect_uri} as the callback URL of the app; the request must match it.",
        "Scopes are chosen when the app is registered and are not part of the request.",
        "The callback URL also gets a DELETE request when somebody uninstalls the app.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
