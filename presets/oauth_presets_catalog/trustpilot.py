"""Trustpilot: https://developers.trustpilot.com/get-started/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

trustpilot = Preset(
    name="trustpilot",
    title="Trustpilot",
    categories=("marketing", "support"),
    authorize_url="https://authenticate.trustpilot.com",
    token_url="https://api.trustpilot.com/v1/oauth/oauth-business-users-for-applications/"
    "accesstoken",
    refresh_url="https://api.trustpilot.com/v1/oauth/oauth-business-users-for-applications/refresh",
    api=Api(base_url="https://api.trustpilot.com/v1"),
    redirect=Redirect(loopback=()),
    offline=Offline(mode="always", seconds=30 * 24 * 3600),
    access_token_seconds=360000,
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("partner",),
    docs_url="https://documentation-apidocumentation.trustpilot.com/get-started/authentication/"
    "grant-type-auth-code",
    setup=(
        "Give {redirect_uri} to Trustpilot when the API key is made; it must be https.",
        "The API key is the client ID. There are no scopes.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("api", "refresh_url"),
)
