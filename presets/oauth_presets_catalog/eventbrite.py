"""Eventbrite: https://www.eventbrite.com/platform/docs/app-oauth-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset

eventbrite = Preset(
    name="eventbrite",
    title="Eventbrite",
    categories=("events",),
    keywords=("tickets",),
    authorize_url="https://www.eventbrite.com/oauth/authorize",
    token_url="https://www.eventbrite.com/oauth/token",
    userinfo_url="https://www.eventbriteapi.com/v3/users/me/",
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://www.eventbriteapi.com/v3"),
    registration=("console",),
    docs_url="https://www.eventbrite.com/platform/docs/app-oauth-flow",
    setup=(
        "Set {redirect_uri} as the redirect URI of the app under App Management. The app key is "
        "the client ID.",
        "There are no scopes: the token does what the user can do.",
        "A token lasts until the user changes the password or removes the app.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)
