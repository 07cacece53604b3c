"""Wise Platform: https://docs.wise.com/guides/developer/auth-and-security/.

The page personal-token-migration/testing-in-sandbox there shows the endpoints of the sandbox; no
page seen shows those of production.
"""

from datetime import date

from oauth_presets import AuthorizationResponse, Offline, Preset

wise_sandbox = Preset(
    name="wise_sandbox",
    title="Wise Platform (sandbox)",
    categories=("payments",),
    keywords=("transferwise",),
    authorize_url="https://sandbox.transferwise.tech/oauth/authorize/",
    token_url="https://api.sandbox.transferwise.tech/oauth/token",
    authorization_response=AuthorizationResponse(
        extras={"profileId": "Profile that the user chose, needed in API calls"}
    ),
    offline=Offline(mode="always"),
    access_token_seconds=43_199,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("partner",),
    docs_url="https://docs.wise.com/guides/developer/auth-and-security/personal-token-migration/"
    "testing-in-sandbox",
    setup=("Wise gives credentials to partners, and enters {redirect_uri} in them.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
