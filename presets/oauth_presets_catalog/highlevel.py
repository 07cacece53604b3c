"""HighLevel: https://marketplace.gohighlevel.com/docs/oauth/Authorization.

The token endpoint is at
https://marketplace.gohighlevel.com/docs/2023-02-21/ghl/oauth/get-access-token.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest, TokenResponse, Variable

READ_ONLY = (
    "contacts.readonly",
    "conversations.readonly",
    "conversations/message.readonly",
    "opportunities.readonly",
    "locations.readonly",
)

SCOPES = {
    "contacts.readonly": "Read contacts",
    "conversations.readonly": "Read conversations",
    "conversations/message.readonly": "Read the messages of conversations",
    "opportunities.readonly": "Read opportunities",
    "locations.readonly": "Read the sub-account's settings",
}

DOMAIN = Variable(
    kind="choice",
    default="highlevel",
    example="highlevel",
    description="Whose name the page bears: highlevel, or white_label for resellers.",
    choices={"highlevel": "gohighlevel.com", "white_label": "leadconnectorhq.com"},
)

highlevel = Preset(
    name="highlevel",
    title="HighLevel",
    categories=("crm", "marketing", "sales"),
    keywords=("gohighlevel", "ghl", "leadconnector"),
    authorize_url="https://marketplace.{domain}/oauth/chooselocation",
    token_url="https://services.leadconnectorhq.com/oauth/token",
    variables={"domain": DOMAIN},
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "contacts": ("contacts.readonly",)},
    scope_descriptions=SCOPES,
    token_request=TokenRequest(headers={"Version": "2023-02-21"}),
    token_response=TokenResponse(
        extras={
            "userType": "Company or Location: what the token is for",
            "companyId": "Agency, needed in calls for it",
            "locationId": "Sub-account, needed in calls for it",
        }
    ),
    api=Api(base_url="https://services.leadconnectorhq.com"),
    offline=Offline(mode="always", rotates=True, seconds=31_536_000),
    access_token_seconds=86_400,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://marketplace.gohighlevel.com/docs/oauth/Authorization",
    console_url="https://marketplace.gohighlevel.com/",
    setup=(
        "Add {redirect_uri} to the redirect URLs in the settings of the Marketplace app, and select"
        " the scopes there.",
        "An administrator of the agency or location chooses the location and installs the app.",
        "Whether the app is for agencies or sub-accounts is fixed when it is made.",
        "Each API call needs the header Version that its reference page names.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "variables"),
)
