"""Zoom: https://developers.zoom.us/docs/integrations/oauth/."""

from datetime import date

from oauth_presets import Offline, Preset

zoom = Preset(
    name="zoom",
    title="Zoom",
    categories=("communication", "events"),
    authorize_url="https://zoom.us/oauth/authorize",
    token_url="https://zoom.us/oauth/token",
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developers.zoom.us/docs/integrations/oauth/",
    console_url="https://marketplace.zoom.us/",
    setup=(
        "Create an OAuth app in the App Marketplace, with {redirect_uri} as its redirect URL and in"
        " its allow list.",
        "Choose the scopes on the app; a request need not repeat them.",
        "Each refresh token is good for one refresh. Access tokens last an hour.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
