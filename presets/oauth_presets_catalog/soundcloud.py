"""SoundCloud: https://developers.soundcloud.com/docs/api/guide."""

from datetime import date

from oauth_presets import Api, Offline, Preset

soundcloud = Preset(
    name="soundcloud",
    title="SoundCloud",
    categories=("media",),
    authorize_url="https://secure.soundcloud.com/authorize",
    token_url="https://secure.soundcloud.com/oauth/token",
    userinfo_url="https://api.soundcloud.com/me",
    absent=("revocation_url", "introspection_url"),
    api=Api(base_url="https://api.soundcloud.com", scheme="OAuth"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.soundcloud.com/docs/api/guide",
    console_url="https://soundcloud.com/you/apps",
    setup=("Register {redirect_uri} as a redirect URI of the app.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("absent",),
)
