"""Teamleader: https://github.com/teamleadercrm/api."""

from datetime import date

from oauth_presets import Api, Offline, Preset

teamleader = Preset(
    name="teamleader",
    title="Teamleader Focus",
    categories=("crm", "sales"),
    keywords=("teamleader crm",),
    authorize_url="https://focus.teamleader.eu/oauth2/authorize",
    token_url="https://focus.teamleader.eu/oauth2/access_token",
    userinfo_url="https://api.focus.teamleader.eu/users.me",
    api=Api(base_url="https://api.focus.teamleader.eu"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/teamleadercrm/api/blob/master/apiary.apib",
    console_url="https://marketplace.focus.teamleader.eu/build",
    setup=(
        "Add {redirect_uri} to the redirect URIs on the settings page of the integration.",
        "Scopes are selected on that page and are not part of the request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
