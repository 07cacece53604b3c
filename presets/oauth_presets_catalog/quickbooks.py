"""QuickBooks Online: https://developer.intuit.com/app/developer/qbo/docs/develop."""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, Redirect, Variable

ACCOUNTING = "com.intuit.quickbooks.accounting"
PAYMENTS = "com.intuit.quickbooks.payment"

SCOPES = {
    ACCOUNTING: "Read and write the company's books",
    PAYMENTS: "Use QuickBooks Payments for the company",
    "openid": "Sign the user in and return an ID token",
    "profile": "Name of the user",
    "email": "Email address of the user",
}

ENVIRONMENT = Variable(
    kind="choice",
    default="production",
    example="sandbox",
    description="Where the company is; a sandbox one goes with development keys.",
    choices={"production": "quickbooks", "sandbox": "sandbox-quickbooks"},
)

quickbooks = Preset(
    name="quickbooks",
    title="QuickBooks Online",
    categories=("accounting",),
    keywords=("qbo", "intuit", "quickbooks online"),
    authorize_url="https://appcenter.intuit.com/connect/oauth2",
    token_url="https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
    revocation_url="https://developer.api.intuit.com/v2/oauth2/tokens/revoke",
    userinfo_url="https://accounts.platform.intuit.com/v1/openid_connect/userinfo",
    variables={"environment": ENVIRONMENT},
    scopes=(ACCOUNTING,),
    scope_sets={
        "accounting": (ACCOUNTING,),
        "signin": (ACCOUNTING, "openid", "profile", "email"),
        "full": (ACCOUNTING, PAYMENTS),
    },
    scope_descriptions=SCOPES,
    authorization_response=AuthorizationResponse(
        extras={"realmId": "Company ID, needed in every API call"}
    ),
    api=Api(base_url="https://{environment}.api.intuit.com/v3"),
    redirect=Redirect(
        loopback=("localhost",), note="For development keys; production keys need https."
    ),
    offline=Offline(mode="always", rotates=True, seconds=100 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.intuit.com/app/developer/qbo/docs/develop/"
    "authentication-and-authorization/oauth-2.0",
    console_url="https://developer.intuit.com/app/developer/dashboard",
    setup=(
        "Register {redirect_uri} among the redirect URIs of the app's keys, for production and"
        " development apart.",
        "No scope is read-only.",
        "A refresh token ends after five years in all; its value changes about once a day.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("console_url", "redirect", "revocation_url", "userinfo_url"),
)
