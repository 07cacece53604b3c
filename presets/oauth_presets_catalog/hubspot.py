"""HubSpot: https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens.

The token endpoint's own page is
https://developers.hubspot.com/docs/api-reference/2026-03/authentication/oauth-tokens/refresh-oauth-token,
the authorization endpoint is at https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide.
HubSpot withdraws /oauth/v1/token on 2027-02-16.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "oauth",
    "crm.objects.contacts.read",
    "crm.objects.companies.read",
    "crm.objects.deals.read",
)

hubspot = Preset(
    name="hubspot",
    title="HubSpot",
    categories=("crm", "marketing", "sales"),
    authorize_url="https://app.hubspot.com/oauth/authorize",
    token_url="https://api.hubapi.com/oauth/2026-03/token",
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "basic": ("oauth",)},
    scope_descriptions={
        "oauth": "Basic scope of every app; alone it reads no records",
        "crm.objects.contacts.read": "Read and search contacts",
        "crm.objects.companies.read": "Read and search companies",
        "crm.objects.deals.read": "Read and search deals",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.hubspot.com/docs/api-reference/latest/authentication/"
    "manage-oauth-tokens",
    setup=(
        "Add {redirect_uri} to the app's redirect URLs.",
        "Ask for all scopes that the app declares as required, else HubSpot refuses; scopes that"
        " only some accounts can grant go into authorize_params={'optional_scope': '...'}.",
        "Whoever installs the app has to be a super admin or to have HubSpot Marketplace Access.",
        "Access tokens last 30 minutes. Everything goes into the form body of the token request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "pkce"),
)
