"""WakaTime: https://wakatime.com/developers."""

from datetime import date

from oauth_presets import Api, Offline, Preset

wakatime = Preset(
    name="wakatime",
    title="WakaTime",
    categories=("developer",),
    keywords=("waka time", "coding activity"),
    authorize_url="https://wakatime.com/oauth/authorize",
    token_url="https://wakatime.com/oauth/token",
    revocation_url="https://wakatime.com/oauth/revoke",
    api=Api(base_url="https://api.wakatime.com/api/v1"),
    offline=Offline(mode="always"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://wakatime.com/developers",
    console_url="https://wakatime.com/apps",
    setup=("Create an app with {redirect_uri} among its authorized redirect URIs.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("revocation_url", "offline", "pkce"),
)
