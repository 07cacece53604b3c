"""SAP Concur: https://developer.concur.com/api-reference/authentication/apidoc.html.

Hosts are those of https://developer.concur.com/platform/base-uris.html, scopes those of
https://developer.concur.com/api-reference/authentication/scopes.html.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, TokenResponse, Variable

DATA_CENTRES = {
    **{
        label: f"{label}.api.concursolutions.com"
        for label in ("us", "us2", "eu", "eu2", "emea", "usg", "us-impl", "emea-impl")
    },
    "cn": "cn.api.concurcdc.cn",
}
READ_ONLY = ("user.read", "company.read", "expense.report.read", "receipts.read")
GEOLOCATION = "Base URL for refreshes and API calls; store it with the token"

SCOPES = {
    "user.read": "Read the user's profile",
    "company.read": "Read the company's profile",
    "expense.report.read": "Read expense reports, expenses and allocations",
    "expense.report.readwrite": "Read and write expense reports, expenses and allocations",
    "receipts.read": "Read receipts and invoices",
    "receipts.write": "Read and write receipts and invoices",
    "purchaserequest.read": "Read purchase requests",
    "travel.receipts.read": "Read requests for travel receipts",
    "travelallowance.itinerary.read": "Read itineraries",
    "travelrequest.write": "Read and write travel requests",
    "budgetitem.read": "Read budgets and the fiscal calendar",
    "fiscalcalendar.read": "Read the fiscal calendar",
    "openid": "Return an ID token",
}

concur = Preset(
    name="concur",
    title="SAP Concur",
    categories=("accounting",),
    keywords=("concur expense", "concur travel", "sap"),
    authorize_url="https://{browser_host}/oauth2/v0/authorize",
    token_url="https://{api_host}/oauth2/v0/token",
    absent=("revocation_url",),  # the vendor has a DELETE on /app-mgmt/v0/connections
    variables={
        "browser_host": Variable(
            kind="choice",
            default="us",
            example="eu2",
            description="Data centre of the app, for the browser.",
            choices={name: f"www-{host}" for name, host in DATA_CENTRES.items()},
        ),
        "api_host": Variable(
            kind="choice",
            default="us",
            example="eu2",
            description="The same data centre, for requests of the server.",
            choices=DATA_CENTRES,
        ),
    },
    scope_sets={
        "readonly": READ_ONLY,
        "travel": (*READ_ONLY, "travel.receipts.read", "travelallowance.itinerary.read"),
        "budget": (*READ_ONLY, "budgetitem.read", "fiscalcalendar.read"),
    },
    scope_descriptions=SCOPES,
    authorization_response=AuthorizationResponse(extras={"geolocation": GEOLOCATION}),
    token_response=TokenResponse(extras={"geolocation": GEOLOCATION}),
    offline=Offline(mode="always", seconds=180 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://{api_host}"),
    docs_url="https://developer.concur.com/api-reference/authentication/apidoc.html",
    setup=(
        "Have {redirect_uri} registered for the app, and name the scopes that the app was given.",
        "Outside the data centre US pass browser_host and api_host, both of the app's data centre.",
        "Refresh at the geolocation that came with the token, which may be another data centre.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
