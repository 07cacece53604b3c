"""ShareFile: https://api.sharefile.com/gettingstarted/oauth2."""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, Variable

SUBDOMAIN = Variable(
    kind="label",
    example="acme",
    description="The first word of your ShareFile address, as in acme.sharefile.com.",
)

sharefile = Preset(
    name="sharefile",
    title="ShareFile",
    categories=("files", "documents"),
    keywords=("citrix sharefile", "progress sharefile"),
    authorize_url="https://secure.sharefile.com/oauth/authorize",
    token_url="https://{subdomain}.sharefile.com/oauth/token",
    userinfo_url="https://{subdomain}.sf-api.com/sf/v3/Users",
    variables={"subdomain": SUBDOMAIN},
    api=Api(base_url="https://{subdomain}.sf-api.com/sf/v3"),
    authorization_response=AuthorizationResponse(
        extras={
            "subdomain": "First word of the account's address",
            "apicp": "Domain of the account's API",
        }
    ),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://api.sharefile.com/gettingstarted/oauth2",
    console_url="https://api.sharefile.com/apikeys",
    setup=(
        "Create an API key with {redirect_uri} as its redirect URI; a trial account cannot.",
        "There are no scopes: a token has the user's rights.",
        "The preset is for accounts whose apicp is sharefile.com.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api", "userinfo_url"),
)
