"""Feishu: https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code."""

from datetime import date

from oauth_presets import Offline, Preset

feishu = Preset(
    name="feishu",
    title="Feishu",
    categories=("communication", "documents", "calendar"),
    authorize_url="https://accounts.feishu.cn/open-apis/authen/v1/authorize",
    token_url="https://open.feishu.cn/open-apis/authen/v2/oauth/token",
    scopes=("contact:contact.base:readonly",),
    scope_descriptions={"contact:contact.base:readonly": "Basic information of contacts"},
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://open.feishu.cn/document/common-capabilities/sso/api/obtain-oauth-code",
    console_url="https://open.feishu.cn/app",
    setup=(
        "Add {redirect_uri} to the redirect URLs in the security settings of the app.",
        "Every scope has to be switched on in the app's permissions first, offline_access too.",
        "The authorization code lasts five minutes. Lark, the international edition, is another"
        " service.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "console_url"),
)
