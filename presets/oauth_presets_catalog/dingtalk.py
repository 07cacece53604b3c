"""DingTalk: https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/."""

from datetime import date

from oauth_presets import (
    Api,
    AuthorizationResponse,
    Offline,
    Preset,
    TokenRequest,
    TokenResponse,
)

dingtalk = Preset(
    name="dingtalk",
    title="DingTalk",
    categories=("communication", "identity"),
    authorize_url="https://login.dingtalk.com/oauth2/auth",
    token_url="https://api.dingtalk.com/v1.0/oauth2/userAccessToken",
    scopes=("openid",),
    scope_descriptions={
        "openid": "Identifier of the user; what else can be read is set in the app's permissions",
    },
    authorize_params={"prompt": "consent"},
    offline=Offline(mode="always"),
    authorization_response=AuthorizationResponse(names={"code": "authCode"}),
    token_request=TokenRequest(
        body="json",
        names={
            "client_id": "clientId",
            "client_secret": "clientSecret",
            "grant_type": "grantType",
            "refresh_token": "refreshToken",
        },
        omit=("redirect_uri",),
    ),
    token_response=TokenResponse(
        names={
            "access_token": "accessToken",
            "refresh_token": "refreshToken",
            "expires_in": "expireIn",
        }
    ),
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.dingtalk.com", header="x-acs-dingtalk-access-token", scheme=""),
    docs_url=(
        "https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/browser/"
        "get_user_app_token_browser"
    ),
    setup=(
        "Add {redirect_uri} to the redirect URLs under the app's security settings.",
        "Switch on the permissions that the calls need, such as Contact.User.Read.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("token_url", "authorization_response", "token_endpoint_auth_methods", "api"),
)
