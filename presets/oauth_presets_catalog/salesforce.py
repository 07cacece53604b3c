"""Salesforce: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_endpoints.htm."""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse, Variable

SCOPES = {
    "api": "Use the data APIs with the user's rights",
    "web": "Use the token to log in to the web interface",
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and other profile claims of the user",
    "email": "Email address of the user",
    "address": "Street address of the user",
    "phone": "Telephone number of the user",
    "id": "Read the identity URL: profile, email, address and phone",
    "custom_permissions": "See which custom permissions the user has",
    "chatter_api": "Use the Connect REST API: feeds, files, communities",
    "wave_api": "Use the CRM Analytics REST API",
    "eclair_api": "Read map charts of CRM Analytics",
    "content": "Reach content domains of the org",
    "lightning": "Reach Lightning domains of the org",
    "visualforce": "Reach customer-made Visualforce pages",
    "cdp_query_api": "Query Data Cloud in ANSI SQL",
    "cdp_profile_api": "Use profile records of Data Cloud",
    "cdp_ingest_api": "Load data into Data Cloud",
    "cdp_segment_api": "Manage segments of Data Cloud",
    "cdp_calculated_insight_api": "Manage calculated insights of Data Cloud",
    "cdp_identityresolution_api": "Manage identity resolution of Data Cloud",
    "pardot_api": "Use Account Engagement (Pardot)",
    "einstein_gpt_api": "Use Einstein generative AI",
    "chatbot_api": "Use Einstein bots",
    "sfap_api": "Use the Salesforce API platform, Agentforce among others",
    "mcp_api": "Use Salesforce's hosted MCP servers",
    "full": "Everything that the user can do",
}


def organisation(name: str, title: str, host: Variable) -> Preset:
    """Make the preset of production or of the sandboxes; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("crm", "sales"),
        keywords=("sfdc", "sales cloud", "service cloud", "force.com", "salesforce crm"),
        authorize_url="https://{host}/services/oauth2/authorize",
        token_url="https://{host}/services/oauth2/token",
        revocation_url="https://{host}/services/oauth2/revoke",
        introspection_url="https://{host}/services/oauth2/introspect",
        userinfo_url="https://{host}/services/oauth2/userinfo",
        registration_url="https://{host}/services/oauth2/register",
        jwks_url="https://{host}/id/keys",
        issuer="https://{host}",
        variables={"host": host},
        scopes=("api",),
        scope_sets={
            "api": ("api",),
            "signin": ("openid", "profile", "email"),
            "identity": ("id",),
            "connect": ("chatter_api",),
            "analytics": ("wave_api",),
            "data_cloud": ("cdp_query_api", "cdp_profile_api"),
            "full": ("full",),
        },
        scope_descriptions=SCOPES,
        token_response=TokenResponse(extras={"instance_url": "Base URL of the org's API"}),
        offline=Offline(mode="request", scopes=("refresh_token",)),
        pkce="required",
        token_endpoint_auth_methods=(
            "client_secret_post",
            "client_secret_basic",
            "private_key_jwt",
        ),
        registration=("console",),
        docs_url="https://help.salesforce.com/s/articleView"
        "?id=xcloud.remoteaccess_oauth_endpoints.htm&language=en_US&type=5",
        setup=(
            "Enter {redirect_uri} as a callback URL of the external client app; new connected apps"
            " can no longer be made.",
            "Select the scopes on the app too, with refresh_token for offline access.",
            "No scope is read-only: what a token may do follows the user's rights.",
            "A user has five grants an app; the sixth revokes the oldest.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
    )


salesforce = organisation(
    "salesforce",
    "Salesforce",
    Variable(
        kind="host",
        default="login.salesforce.com",
        example="acme.my.salesforce.com",
        description="login.salesforce.com, your My Domain, or an Experience Cloud site.",
    ),
)
salesforce_sandbox = organisation(
    "salesforce_sandbox",
    "Salesforce (sandbox)",
    Variable(
        kind="host",
        default="test.salesforce.com",
        example="acme--uat.sandbox.my.salesforce.com",
        description="test.salesforce.com or the My Domain of the sandbox.",
    ),
)
