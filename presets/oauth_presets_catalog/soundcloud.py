"""SoundCloud: https://developers.soundcloud.com/docs/api/guide."""

from datetime import date

from oauth_presets import Offline, Preset

soundcloud = Preset(
    name="soundcloud",
    title="SoundCloud",
    categories=("media",),
    authorize_url="https://secure.soundcloud.com/authorize",
    token_url="https://secure.soundcloud.com/oauth/token",
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.soundcloud.com/docs/api/guide",
    setup=(
        "Register {redirect_uri} as a redirect URI of the app.",
        "Access tokens last about an hour; every refresh token works once and is replaced.",
        "API calls want the header Authorization: OAuth, not Bearer.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)
