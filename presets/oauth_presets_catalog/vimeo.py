"""Vimeo: https://github.com/vimeo/vimeo.php."""

from datetime import date

from oauth_presets import Offline, Preset

vimeo = Preset(
    name="vimeo",
    title="Vimeo",
    categories=("media",),
    authorize_url="https://api.vimeo.com/oauth/authorize",
    token_url="https://api.vimeo.com/oauth/access_token",
    scopes=("public", "private"),
    scope_descriptions={
        "public": "Read public videos and profiles",
        "private": "Read private videos",
    },
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://github.com/vimeo/vimeo.php/blob/HEAD/src/Vimeo/Vimeo.php",
    console_url="https://developer.vimeo.com/apps",
    setup=("Add {redirect_uri} to the callback URLs of the app.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_descriptions", "offline"),
)
