"""LINE: https://developers.line.biz/en/reference/line-login."""

from datetime import date

from oauth_presets import Offline, Preset

line = Preset(
    name="line",
    title="LINE",
    categories=("identity", "communication"),
    authorize_url="https://access.line.me/oauth2/v2.1/authorize",
    token_url="https://api.line.me/oauth2/v2.1/token",
    scopes=("profile", "openid"),
    scope_descriptions={
        "profile": "Read the user's profile",
        "openid": "Return an ID token",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.line.biz/en/reference/line-login",
    setup=(
        "Add {redirect_uri} to the callback URLs of the LINE Login channel.",
        "The scope email needs a permission that is applied for in the console.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)
