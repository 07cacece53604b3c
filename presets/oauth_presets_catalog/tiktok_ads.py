"""TikTok for Business: https://business-api.tiktok.com/portal/docs?id=1739965703387137.

The token request is that of https://github.com/tiktok/tiktok-business-api-sdk.
"""

from datetime import date

from oauth_presets import (
    Api,
    AuthorizationRequest,
    AuthorizationResponse,
    Offline,
    Preset,
    TokenRequest,
    TokenResponse,
)

tiktok_ads = Preset(
    name="tiktok_ads",
    title="TikTok for Business",
    categories=("marketing",),
    keywords=("tiktok ads", "tiktok marketing api"),
    authorize_url="https://business-api.tiktok.com/portal/auth",
    token_url="https://business-api.tiktok.com/open_api/v1.3/oauth2/access_token/",
    authorization_request=AuthorizationRequest(
        names={"client_id": "app_id"}, omit=("response_type", "scope")
    ),
    authorization_response=AuthorizationResponse(names={"code": "auth_code"}),
    token_request=TokenRequest(
        body="json",
        names={"client_id": "app_id", "client_secret": "secret", "code": "auth_code"},
        omit=("grant_type", "redirect_uri"),
    ),
    token_response=TokenResponse(path=("data",), success={"code": 0}),
    api=Api(
        base_url="https://business-api.tiktok.com/open_api/v1.3", header="Access-Token", scheme=""
    ),
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://business-api.tiktok.com/portal/docs?id=1739965703387137",
    setup=(
        "Create an app in the developer portal, with {redirect_uri} as its redirect URL, and"
        " choose the permissions there.",
        "A token for advertisers lasts until the advertiser revokes it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "authorization_request", "offline", "api"),
)
