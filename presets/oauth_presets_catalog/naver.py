"""Naver: https://developers.naver.com/docs/login/api/api.md.

The page's source is https://github.com/naver/naver-openapi-guide.
"""

from datetime import date

from oauth_presets import Offline, Preset

naver = Preset(
    name="naver",
    title="Naver",
    categories=("identity", "social"),
    authorize_url="https://nid.naver.com/oauth2.0/authorize",
    token_url="https://nid.naver.com/oauth2.0/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.naver.com/docs/login/api/api.md",
    setup=(
        "Enter {redirect_uri} as the callback URL of the application.",
        "By its reference the token request has to repeat the state of the authorization request.",
        "There are no scopes: what is read is chosen when the application is registered.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
