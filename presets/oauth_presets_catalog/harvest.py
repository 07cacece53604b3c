"""Harvest: https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/.

The authorization endpoint is in https://github.com/harvesthq/harvest_api_samples, the rest in the
metadata of https://id.getharvest.com.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

harvest = Preset(
    name="harvest",
    title="Harvest",
    categories=("projects", "accounting"),
    keywords=("forecast", "time tracking"),
    authorize_url="https://id.getharvest.com/oauth2/authorize",
    token_url="https://id.getharvest.com/api/v2/oauth2/token",
    userinfo_url="https://id.getharvest.com/api/v2/accounts",
    api=Api(base_url="https://api.harvestapp.com/v2"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/",
    setup=(
        "In the Developers section of Harvest ID, register an OAuth2 application with"
        " {redirect_uri} as its Redirect URL.",
        "No scope is sent: the application's own settings say whether it reaches Harvest, Forecast"
        " or both, and one account or several.",
        "Each API call needs the header Harvest-Account-Id, which the accounts of user info tell,"
        " and a User-Agent with the name of the application and a contact.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url", "offline", "pkce"),
)
