"""DingTalk: https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/."""

from datetime import date

from oauth_presets import Offline, Preset

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
    needs=("json_token_request", "renamed_client_id", "token_params", "nested_token"),
    docs_url=(
        "https://opensource.dingtalk.com/developerpedia/docs/develop/permission/token/browser/"
        "get_user_app_token_browser"
    ),
    setup=(
        "Add {redirect_uri} to the redirect URLs under the app's security settings.",
        "The token request is JSON with clientId, clientSecret, code and grantType; the answer"
        " calls the tokens accessToken and refreshToken.",
        "Switch on the permissions that the calls need, such as Contact.User.Read.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("token_url",),
)
