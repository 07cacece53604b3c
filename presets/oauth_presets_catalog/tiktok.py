"""TikTok: https://developers.tiktok.com/doc/oauth-get-a-user-access-token."""

from datetime import date

from oauth_presets import Api, AuthorizationRequest, Offline, Preset, Redirect, TokenRequest

SCOPES = {
    "user.info.basic": "Avatar and display name of the user",
    "video.list": "Public videos of the user",
}

tiktok = Preset(
    name="tiktok",
    title="TikTok",
    categories=("social", "media", "marketing"),
    keywords=("tik tok",),
    authorize_url="https://www.tiktok.com/v2/auth/authorize/",
    token_url="https://open.tiktokapis.com/v2/oauth/token/",
    revocation_url="https://open.tiktokapis.com/v2/oauth/revoke/",
    userinfo_url="https://open.tiktokapis.com/v2/user/info/?fields=open_id,avatar_url,display_name",
    scopes=tuple(SCOPES),
    scope_separator=",",
    scope_descriptions=SCOPES,
    scope_restrictions={"video.list": "App review"},
    api=Api(base_url="https://open.tiktokapis.com/v2"),
    redirect=Redirect(
        loopback=(),
        note="Login Kit for Desktop takes loopback, but wants the code challenge hex-encoded.",
    ),
    offline=Offline(mode="always", rotates=True, seconds=180 * 24 * 3600),
    access_token_seconds=7200,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    authorization_request=AuthorizationRequest(names={"client_id": "client_key"}),
    token_request=TokenRequest(names={"client_id": "client_key"}),
    registration=("console",),
    docs_url="https://developers.tiktok.com/doc/oauth-get-a-user-access-token",
    console_url="https://developers.tiktok.com/apps",
    setup=("Add {redirect_uri} as a redirect URI of Login Kit for Web in the app.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scope_restrictions", "console_url", "pkce"),
)
