"""Vimeo: https://github.com/vimeo/vimeo.php."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "public": "Read public videos and profiles",
    "private": "Read private videos",
    "video_files": "Read the links of video files",
    "stats": "Read statistics",
    "upload": "Upload videos",
}

SCOPE_SETS = {
    "readonly": ("public", "private"),
    "files": ("public", "private", "video_files"),
    "stats": ("public", "private", "stats"),
    "upload": ("public", "private", "upload"),
}

vimeo = Preset(
    name="vimeo",
    title="Vimeo",
    categories=("media",),
    authorize_url="https://api.vimeo.com/oauth/authorize",
    token_url="https://api.vimeo.com/oauth/access_token",
    userinfo_url="https://api.vimeo.com/me",
    absent=("revocation_url",),
    scopes=("public", "private"),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    api=Api(
        base_url="https://api.vimeo.com",
        headers={"Accept": "application/vnd.vimeo.*+json;version=3.4"},
    ),
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/vimeo/vimeo.php/blob/HEAD/src/Vimeo/Vimeo.php",
    console_url="https://developer.vimeo.com/apps",
    setup=("Add {redirect_uri} to the callback URLs of the app.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("absent", "scopes", "scope_sets", "scope_descriptions", "offline", "userinfo_url"),
)
