"""Naver: https://developers.naver.com/docs/login/api/api.md.

The page's source is https://github.com/naver/naver-openapi-guide.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

naver = Preset(
    name="naver",
    title="Naver",
    categories=("identity", "social"),
    authorize_url="https://nid.naver.com/oauth2.0/authorize",
    token_url="https://nid.naver.com/oauth2.0/token",
    userinfo_url="https://openapi.naver.com/v1/nid/me",
    absent=("revocation_url", "introspection_url"),
    token_request=TokenRequest(code_params={"state": "{state}"}),
    api=Api(base_url="https://openapi.naver.com/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.naver.com/docs/login/api/api.md",
    setup=(
        "Enter {redirect_uri} as the callback URL of the application.",
        "There are no scopes: what is read is chosen when the application is registered.",
        "To end a token, ask the token endpoint with grant_type=delete.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("absent", "userinfo_url", "pkce"),
)
