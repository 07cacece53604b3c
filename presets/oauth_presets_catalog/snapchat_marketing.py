"""Snapchat Marketing API: https://developers.snap.com/api/marketing-api/Ads-API/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "snapchat-marketing-api": "Ad accounts, campaigns and reports; no scope is read-only",
    "snapchat-profile-api": "Public profiles",
    "snapchat-offline-conversions-api": "Send conversions",
}

snapchat_marketing = Preset(
    name="snapchat_marketing",
    title="Snapchat Marketing API",
    categories=("marketing",),
    keywords=("snapchat ads", "snap ads"),
    authorize_url="https://accounts.snapchat.com/login/oauth2/authorize",
    token_url="https://accounts.snapchat.com/login/oauth2/access_token",
    scopes=("snapchat-marketing-api",),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://adsapi.snapchat.com/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.snap.com/api/marketing-api/Ads-API/authentication",
    console_url="https://business.snapchat.com",
    setup=(
        "An organisation administrator creates the OAuth app in Business Manager, Business"
        " Details, with {redirect_uri}; apps of Snap Kit do not work here.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "offline", "token_endpoint_auth_methods", "api"),
)
