"""HighLevel: https://marketplace.gohighlevel.com/docs/oauth/Authorization.

The token endpoint is at
https://marketplace.gohighlevel.com/docs/2023-02-21/ghl/oauth/get-access-token.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = (
    "contacts.readonly",
    "conversations.readonly",
    "conversations/message.readonly",
    "opportunities.readonly",
    "locations.readonly",
)

highlevel = Preset(
    name="highlevel",
    title="HighLevel",
    categories=("crm", "marketing", "sales"),
    authorize_url="https://marketplace.gohighlevel.com/oauth/chooselocation",
    token_url="https://services.leadconnectorhq.com/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "contacts": ("contacts.readonly",),
    },
    scope_descriptions={
        "contacts.readonly": "Read contacts",
        "conversations.readonly": "Read conversations",
        "conversations/message.readonly": "Read the messages of conversations",
        "opportunities.readonly": "Read opportunities",
        "locations.readonly": "Read the sub-account's settings",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://marketplace.gohighlevel.com/docs/oauth/Authorization",
    console_url="https://marketplace.gohighlevel.com/",
    setup=(
        "Add {redirect_uri} to the redirect URLs in the settings of the Marketplace app, and select"
        " the scopes there.",
        "An administrator of the agency or of the location has to choose the location and install.",
        "Whether the app is for agencies or sub-accounts is fixed when it is made.",
        "The page of the token endpoint lists a header, Version: 2023-02-21, as required.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "offline", "token_endpoint_auth_methods"),
)
