"""DingTalk: https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/."""

from datetime import date

from oauth_presets import (
    Api,
    AuthorizationResponse,
    Offline,
    Preset,
    Redirect,
    TokenRequest,
    TokenResponse,
)

SCOPES = {
    "openid": "Identifier of the user; the app's permissions decide what else can be read",
    "corpid": "Identifier of the organisation that the user picks",
}

dingtalk = Preset(
    name="dingtalk",
    title="DingTalk",
    categories=("communication", "identity"),
    keywords=("dingding", "ding talk", "alibaba"),
    authorize_url="https://login.dingtalk.com/oauth2/auth",
    token_url="https://api.dingtalk.com/v1.0/oauth2/userAccessToken",
    userinfo_url="https://api.dingtalk.com/v1.0/contact/users/me",
    scopes=("openid",),
    scope_sets={"readonly": ("openid",), "organization": ("openid", "corpid")},
    scope_descriptions=SCOPES,
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
    redirect=Redirect(loopback=("127.0.0.1",)),
    registration=("console",),
    api=Api(
        base_url="https://api.dingtalk.com/v1.0", header="x-acs-dingtalk-access-token", scheme=""
    ),
    docs_url=(
        "https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/browser/"
        "get_user_app_token_browser"
    ),
    setup=(
        "Add {redirect_uri} to the redirect URLs under the app's security settings.",
        "Switch on the permissions that the calls need, such as Contact.User.Read.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "api", "redirect"),
)
