"""HubSpot: https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens.

The token endpoint's own page is
https://developers.hubspot.com/docs/api-reference/2026-03/authentication/oauth-tokens/refresh-oauth-token,
the authorization endpoint is at https://developers.hubspot.com/docs/api-reference/auth-oauth-v3/guide.
HubSpot withdraws /oauth/v1/token on 2027-02-16.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenResponse

READ_ONLY = (
    "oauth",
    "crm.objects.contacts.read",
    "crm.objects.companies.read",
    "crm.objects.deals.read",
)
SCOPES = {
    "oauth": "Basic scope of every app; alone it reads no records",
    "crm.objects.contacts.read": "Read and search contacts",
    "crm.objects.companies.read": "Read and search companies",
    "crm.objects.deals.read": "Read and search deals",
    "crm.objects.owners.read": "Read owners, the users whom records belong to",
    "crm.objects.users.read": "Read the users of the account",
    "crm.objects.leads.read": "Read and search leads",
    "crm.objects.products.read": "Read products",
    "crm.objects.line_items.read": "Read line items",
    "crm.objects.quotes.read": "Read quotes",
    "crm.objects.orders.read": "Read orders",
    "crm.objects.carts.read": "Read carts",
    "crm.objects.invoices.read": "Read invoices",
    "crm.objects.subscriptions.read": "Read subscriptions of the commerce tools",
    "crm.objects.appointments.read": "Read appointments",
    "crm.objects.services.read": "Read services",
    "crm.objects.projects.read": "Read projects",
    "crm.objects.goals.read": "Read goals",
    "crm.objects.marketing_events.read": "Read marketing events",
    "crm.objects.feedback_submissions.read": "Read answers to feedback surveys",
    "crm.objects.custom.read": "Read custom objects",
    "crm.lists.read": "Read segments, formerly lists",
    "crm.schemas.contacts.read": "Read the properties of contacts",
    "crm.schemas.companies.read": "Read the properties of companies",
    "crm.schemas.deals.read": "Read the properties of deals",
    "crm.schemas.custom.read": "Read the definitions of custom objects",
    "tickets": "Read and change tickets",
    "sales-email-read": "Read the content of one-to-one emails",
    "content": "Read and change sites, landing pages, emails and blogs",
    "automation": "Read and change workflows",
}

hubspot = Preset(
    name="hubspot",
    title="HubSpot",
    categories=("crm", "marketing", "sales"),
    keywords=("hub spot", "hubapi"),
    authorize_url="https://app.hubspot.com/oauth/authorize",
    token_url="https://api.hubapi.com/oauth/2026-03/token",
    revocation_url="https://api.hubapi.com/oauth/2026-03/token/revoke",
    introspection_url="https://api.hubapi.com/oauth/2026-03/token/introspect",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "basic": ("oauth",),
        "crm": (*READ_ONLY, "crm.objects.owners.read", "crm.lists.read", "tickets"),
    },
    scope_descriptions=SCOPES,
    token_response=TokenResponse(
        extras={"hub_id": "Account that installed the app", "user_id": "User who installed it"}
    ),
    api=Api(base_url="https://api.hubapi.com"),
    offline=Offline(mode="always"),
    access_token_seconds=1800,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.hubspot.com/docs/api-reference/latest/authentication/"
    "manage-oauth-tokens",
    setup=(
        "Add {redirect_uri} to the app's redirect URLs.",
        "Ask for all scopes that the app declares as required, else HubSpot refuses; scopes that"
        " only some accounts can grant go into authorize_params={'optional_scope': '...'}.",
        "Whoever installs the app must be a super admin or have HubSpot Marketplace Access.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("pkce",),
)
