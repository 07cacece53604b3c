"""Fillout: https://www.fillout.com/help/oauth-applications."""

from datetime import date

from oauth_presets import AuthorizationRequest, Offline, Preset, TokenResponse

fillout = Preset(
    name="fillout",
    title="Fillout",
    categories=("forms",),
    authorize_url="https://build.fillout.com/authorize/oauth",
    token_url="https://server.fillout.com/public/oauth/accessToken",
    absent=("revocation_url",),
    authorization_request=AuthorizationRequest(omit=("response_type", "scope")),
    token_response=TokenResponse(extras={"base_url": "Base URL of the API for this account"}),
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://www.fillout.com/help/oauth-applications",
    setup=(
        "Under Settings, Developer, create an OAuth integration with {redirect_uri} as its"
        " redirect URI.",
        "DELETE https://server.fillout.com/public/oauth/invalidate with the token withdraws it.",
        "Fillout approves applications that other accounts may use.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
