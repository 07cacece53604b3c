"""Salesforce: https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_endpoints.htm."""

from datetime import date

from oauth_presets import Offline, Preset, Variable


def organisation(name: str, title: str, host: Variable) -> Preset:
    """Make the preset of production or of the sandboxes; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("crm", "sales"),
        authorize_url="https://{host}/services/oauth2/authorize",
        token_url="https://{host}/services/oauth2/token",
        issuer="https://{host}",
        variables={"host": host},
        scopes=("api",),
        scope_sets={
            "api": ("api",),
            "signin": ("openid", "profile", "email"),
            "full": ("full",),
        },
        scope_descriptions={
            "api": "Use the data APIs with the user's rights",
            "openid": "Sign the user in and return an ID token",
            "profile": "Name and other profile claims of the user",
            "email": "Email address of the user",
            "full": "Everything that the user can do",
        },
        offline=Offline(mode="request", scopes=("refresh_token",)),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
        docs_url="https://help.salesforce.com/s/articleView"
        "?id=xcloud.remoteaccess_oauth_endpoints.htm&language=en_US&type=5",
        setup=(
            "Enter {redirect_uri} as a callback URL of the external client app or connected app.",
            "Select the scopes on the app too, with refresh_token for offline access.",
            "No scope is read-only: what a token may do follows the user's rights.",
            "Call the API at the instance_url of the token response.",
        ),
        verified_on=date(2026, 11, 25),
        evidence="vendor_page",
        unverified=("issuer", "token_endpoint_auth_methods"),
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
