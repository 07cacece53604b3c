"""Teamleader: https://github.com/teamleadercrm/api."""

from datetime import date

from oauth_presets import Offline, Preset

teamleader = Preset(
    name="teamleader",
    title="Teamleader Focus",
    categories=("crm", "sales"),
    authorize_url="https://focus.teamleader.eu/oauth2/authorize",
    token_url="https://focus.teamleader.eu/oauth2/access_token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://github.com/teamleadercrm/api/blob/master/apiary.apib",
    console_url="https://marketplace.focus.teamleader.eu/build",
    setup=(
        "Add {redirect_uri} to the redirect URIs on the settings page of the integration.",
        "Scopes are selected on that page and are not part of the request.",
        "Each refresh token is good for one refresh. Access tokens last an hour.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
