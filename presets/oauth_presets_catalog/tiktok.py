"""TikTok: https://developers.tiktok.com/doc/oauth-get-a-user-access-token."""

from datetime import date

from oauth_presets import AuthorizationRequest, Offline, Preset, TokenRequest

tiktok = Preset(
    name="tiktok",
    title="TikTok",
    categories=("social", "media", "marketing"),
    authorize_url="https://www.tiktok.com/v2/auth/authorize/",
    token_url="https://open.tiktokapis.com/v2/oauth/token/",
    scopes=("user.info.basic", "video.list"),
    scope_separator=",",
    scope_descriptions={
        "user.info.basic": "Avatar and display name of the user",
        "video.list": "Public videos of the user",
    },
    scope_restrictions={"video.list": "App review"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    authorization_request=AuthorizationRequest(names={"client_id": "client_key"}),
    token_request=TokenRequest(names={"client_id": "client_key"}),
    docs_url="https://developers.tiktok.com/doc/oauth-get-a-user-access-token",
    console_url="https://developers.tiktok.com/apps",
    setup=(
        "Add {redirect_uri} as a redirect URI of Login Kit for Web in the app.",
        "Access tokens last two hours; a refresh may bring a new refresh token, so store the last"
        " one.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scope_restrictions", "console_url"),
)
