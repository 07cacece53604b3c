"""Genesys Cloud: https://github.com/MyPureCloud/platform-client-sdk-javascript.

The regions are those of Genesys' own https://github.com/MyPureCloud/platform-client-sdk-python.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

REGION = Variable(
    kind="choice",
    default="us_east_1",
    example="eu_central_1",
    description="AWS region of the organisation; the end of its address tells.",
    choices={
        "us_east_1": "mypurecloud.com",
        "us_west_2": "usw2.pure.cloud",
        "ca_central_1": "cac1.pure.cloud",
        "mx_central_1": "mxc1.pure.cloud",
        "sa_east_1": "sae1.pure.cloud",
        "eu_west_1": "mypurecloud.ie",
        "eu_west_2": "euw2.pure.cloud",
        "eu_central_1": "mypurecloud.de",
        "eu_central_2": "euc2.pure.cloud",
        "me_central_1": "mec1.pure.cloud",
        "ap_south_1": "aps1.pure.cloud",
        "ap_southeast_1": "apse1.pure.cloud",
        "ap_southeast_2": "mypurecloud.com.au",
        "ap_northeast_1": "mypurecloud.jp",
        "ap_northeast_2": "apne2.pure.cloud",
        "ap_northeast_3": "apne3.pure.cloud",
        "us_fedramp": "use2.us-gov-pure.cloud",
    },
)

genesys_cloud = Preset(
    name="genesys_cloud",
    title="Genesys Cloud",
    categories=("support", "communication"),
    keywords=("purecloud", "genesys", "contact center", "call center"),
    authorize_url="https://login.{region}/oauth/authorize",
    token_url="https://login.{region}/oauth/token",
    variables={"region": REGION},
    api=Api(base_url="https://api.{region}"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/MyPureCloud/platform-client-sdk-javascript",
    setup=(
        "Under Admin, Integrations, OAuth, add a client of the grant type Code Authorization, with"
        " {redirect_uri} and its scopes.",
        "A client belongs to the organisation in which it was made.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline",),
)
