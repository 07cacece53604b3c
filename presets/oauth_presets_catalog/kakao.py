"""Kakao: https://developers.kakao.com/docs/latest/en/kakaologin/rest-api."""

from datetime import date

from oauth_presets import Offline, Preset

kakao = Preset(
    name="kakao",
    title="Kakao",
    categories=("identity", "social"),
    authorize_url="https://kauth.kakao.com/oauth/authorize",
    token_url="https://kauth.kakao.com/oauth/token",
    scope_separator=",",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.kakao.com/docs/latest/en/kakaologin/rest-api",
    setup=(
        "Register {redirect_uri} as a redirect URI of Kakao Login in the app.",
        "The client ID is the REST API key of the app.",
        "Without a scope the consent items that are set up in the app apply.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="catalogues",
    unverified=("token_url", "offline", "token_endpoint_auth_methods"),
)
