"""Razorpay: https://razorpay.com/docs/partners/technology-partners/onboard-businesses/integrate-oauth/integration-steps/."""

from datetime import date

from oauth_presets import Api, AuthorizationRequest, Offline, Preset, TokenRequest

SCOPES = {
    "read_only": "Read the merchant's data",
    "read_write": "Read and change the merchant's data",
    "rx_read_write": "Read and change RazorpayX",
}

razorpay = Preset(
    name="razorpay",
    title="Razorpay",
    categories=("payments",),
    authorize_url="https://auth.razorpay.com/authorize",
    token_url="https://auth.razorpay.com/token",
    revocation_url="https://auth.razorpay.com/revoke",
    scopes=("read_only",),
    scope_descriptions=SCOPES,
    authorization_request=AuthorizationRequest(names={"scope": "scope[]"}),
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://api.razorpay.com/v1"),
    offline=Offline(mode="always"),
    access_token_seconds=7_862_400,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://razorpay.com/docs/partners/technology-partners/onboard-businesses/integrate-oauth/"
    "integration-steps/",
    setup=(
        "Create the application in the partner dashboard, with {redirect_uri} as its redirect URL.",
        "Ask for one scope: Razorpay wants a further parameter scope[] for each other one.",
        "token_params={'mode': 'test'} gives a token for test data.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
