"""Sellsy: https://help.sellsy.com/fr/articles/9701233-faire-une-requete-http-avec-make."""

from datetime import date

from oauth_presets import Api, Preset

sellsy = Preset(
    name="sellsy",
    title="Sellsy",
    categories=("crm", "accounting"),
    authorize_url="https://login.sellsy.com/oauth2/authorization",
    token_url="https://login.sellsy.com/oauth2/access-tokens",
    api=Api(base_url="https://api.sellsy.com/v2"),
    pkce="supported",
    registration=("console",),
    docs_url="https://help.sellsy.com/fr/articles/9701233-faire-une-requete-http-avec-make",
    setup=("Create an API access in the developer portal of Sellsy, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
