"""Harvest: https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/.

The authorization endpoint is that of its own https://github.com/harvesthq/harvest_api_samples.
"""

from datetime import date

from oauth_presets import Offline, Preset

harvest = Preset(
    name="harvest",
    title="Harvest",
    categories=("projects", "accounting"),
    authorize_url="https://id.getharvest.com/oauth2/authorize",
    token_url="https://id.getharvest.com/api/v2/oauth2/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/",
    setup=(
        "In the Developers section of Harvest ID, register an OAuth2 application with"
        " {redirect_uri} as its Redirect URL.",
        "No scope is sent: the application's own settings say whether it reaches Harvest, Forecast"
        " or both, and one account or several.",
        "Each call to the API needs the headers Harvest-Account-Id and User-Agent.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=("token_url", "offline", "token_endpoint_auth_methods"),
)
