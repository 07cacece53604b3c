"""Freshworks: https://developers.freshworks.com/docs/tutorials/intermediate/request-method/setup-oauth.

Freshworks' page for external apps writes the path without /org; the configuration that it publishes
for apps has it.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

VARIABLES = {
    "org_host": Variable(
        kind="host",
        example="contoso.myfreshworks.com",
        description="Host of the organisation URL, not of one product's account.",
    )
}

freshworks = Preset(
    name="freshworks",
    title="Freshworks",
    categories=("support", "crm", "sales"),
    keywords=("freshdesk", "freshservice", "freshsales", "freshchat", "freshcaller"),
    authorize_url="https://{org_host}/org/oauth/v2/authorize",
    token_url="https://{org_host}/org/oauth/v2/token",
    variables=VARIABLES,
    scope_sets={"freshservice": ("freshservice.tickets.view",)},
    scope_descriptions={"freshservice.tickets.view": "View tickets in Freshservice"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.freshworks.com/docs/tutorials/intermediate/request-method/"
    "setup-oauth",
    setup=(
        "In the Freshworks developer portal, under Settings, OAuth Credentials, create credentials"
        " with {redirect_uri} as a Redirect URL.",
        "A scope must be asked for, and each belongs to one product: pass scope_set='freshservice',"
        " or the scopes that you selected in the credentials for Freshsales or Freshchat.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_sets", "offline"),
)
