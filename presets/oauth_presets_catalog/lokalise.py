"""Lokalise: https://developers.lokalise.com/reference/oauth-2-flow.

The endpoints are those of Lokalise's own client, https://github.com/lokalise/python-lokalise-api.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

lokalise = Preset(
    name="lokalise",
    title="Lokalise",
    categories=("documents", "developer"),
    keywords=("translation", "localization"),
    authorize_url="https://app.lokalise.com/oauth2/auth",
    token_url="https://app.lokalise.com/oauth2/token",
    scopes=("read_projects",),
    scope_descriptions={"read_projects": "Read projects"},
    api=Api(base_url="https://api.lokalise.com/api2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.lokalise.com/reference/oauth-2-flow",
    setup=("Enter {redirect_uri} as the callback URL of the OAuth 2 app in Lokalise.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
