"""LINE: https://developers.line.biz/en/reference/line-login."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

SCOPES = {
    "profile": "Read the user's profile",
    "openid": "Return an ID token",
    "email": "Put the user's email address into the ID token",
}

line = Preset(
    name="line",
    title="LINE",
    categories=("identity", "communication"),
    keywords=("line login",),
    authorize_url="https://access.line.me/oauth2/v2.1/authorize",
    token_url="https://api.line.me/oauth2/v2.1/token",
    revocation_url="https://api.line.me/oauth2/v2.1/revoke",
    userinfo_url="https://api.line.me/v2/profile",
    scopes=("profile", "openid"),
    scope_descriptions=SCOPES,
    scope_restrictions={"email": "applied for"},
    token_request=TokenRequest(names={"token": "access_token"}),
    api=Api(base_url="https://api.line.me/v2"),
    offline=Offline(mode="always", seconds=7_776_000),
    access_token_seconds=2_592_000,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.line.biz/en/reference/line-login",
    setup=("Add {redirect_uri} to the callback URLs of the LINE Login channel.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("revocation_url", "userinfo_url", "api"),
)
