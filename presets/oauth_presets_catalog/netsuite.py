"""NetSuite: https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/section_158074210415.html."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "rest_webservices": "Use REST web services as the user",
    "restlets": "Call RESTlets as the user",
    "suite_analytics": "Use SuiteAnalytics Connect as the user",
}

ACCOUNT = Variable(
    kind="label",
    example="1234567-sb1",
    description="Account ID as it stands in URLs: lower case, - for _",
)

netsuite = Preset(
    name="netsuite",
    title="NetSuite",
    categories=("accounting", "commerce", "crm"),
    keywords=("oracle netsuite", "suitetalk", "suiteql"),
    authorize_url="https://{account}.app.netsuite.com/app/login/oauth2/authorize.nl",
    token_url="https://{account}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/token",
    revocation_url="https://{account}.suitetalk.api.netsuite.com/services/rest/auth/oauth2/v1/revoke",
    variables={"account": ACCOUNT},
    scopes=("rest_webservices",),
    scope_sets={
        "rest": ("rest_webservices",),
        "full": ("rest_webservices", "restlets", "suite_analytics"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{account}.suitetalk.api.netsuite.com/services/rest"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://docs.oracle.com/en/cloud/saas/netsuite/ns-online-help/"
    "section_158081944642.html",
    setup=(
        "An administrator makes an integration record with {redirect_uri} as its redirect URI and"
        " the scopes enabled.",
        "The state must be 22 to 1024 characters long, or NetSuite refuses the request.",
        "Access follows the user's role; there is no read-only scope.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("revocation_url", "api"),
)
