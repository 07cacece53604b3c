"""Kakao: https://developers.kakao.com/docs/latest/en/kakaologin/rest-api."""

from datetime import date

from oauth_presets import Api, Offline, Preset

kakao = Preset(
    name="kakao",
    title="Kakao",
    categories=("identity", "social"),
    keywords=("kakaotalk", "kakao login"),
    authorize_url="https://kauth.kakao.com/oauth/authorize",
    token_url="https://kauth.kakao.com/oauth/token",
    issuer="https://kauth.kakao.com",
    userinfo_url="https://kapi.kakao.com/v2/user/me",
    jwks_url="https://kauth.kakao.com/.well-known/jwks.json",
    absent=("revocation_url",),
    scope_separator=",",
    api=Api(base_url="https://kapi.kakao.com"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.kakao.com/docs/latest/en/kakaologin/rest-api",
    setup=(
        "Register {redirect_uri} as a redirect URI of Kakao Login in the app.",
        "The client ID is the REST API key of the app.",
        "Without a scope the consent items that are set up in the app apply.",
        "A POST to /v1/user/unlink of the API withdraws access.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("absent",),
)
