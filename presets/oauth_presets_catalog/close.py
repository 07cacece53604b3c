"""Close: https://developer.close.com/api/overview/oauth-authentication."""

from datetime import date

from oauth_presets import Offline, Preset

close = Preset(
    name="close",
    title="Close",
    categories=("crm", "sales"),
    authorize_url="https://app.close.com/oauth2/authorize/",
    token_url="https://api.close.com/oauth2/token/",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.close.com/topics/authentication-oauth2/",
    setup=(
        "Make an app under Settings, Developer, OAuth Apps, with {redirect_uri} as its redirect "
        "URL; it must be https.",
        "Each app has the scopes all.full_access and offline_access; none is sent.",
        "An app is private to its organisation until Close makes it public.",
        "Access tokens last an hour, and each refresh replaces both tokens.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
