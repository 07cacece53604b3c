"""QuickBooks Online: https://developer.intuit.com/app/developer/qbo/docs/develop."""

from datetime import date

from oauth_presets import Offline, Preset

ACCOUNTING = "com.intuit.quickbooks.accounting"
PAYMENTS = "com.intuit.quickbooks.payment"

quickbooks = Preset(
    name="quickbooks",
    title="QuickBooks Online",
    categories=("accounting",),
    authorize_url="https://appcenter.intuit.com/connect/oauth2",
    token_url="https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer",
    scopes=(ACCOUNTING,),
    scope_sets={"accounting": (ACCOUNTING,), "full": (ACCOUNTING, PAYMENTS)},
    scope_descriptions={
        ACCOUNTING: "Read and write the company's books",
        PAYMENTS: "Use QuickBooks Payments for the company",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://developer.intuit.com/app/developer/qbo/docs/develop/"
    "authentication-and-authorization/oauth-2.0",
    console_url="https://developer.intuit.com/app/developer/dashboard",
    setup=(
        "Register {redirect_uri} among the redirect URIs of the app's keys, for production and"
        " development apart.",
        "Keep the realmId of the callback: the API wants it as the company ID.",
        "There is no read-only scope. Sandbox companies use the same URLs with development keys.",
        "Access tokens last an hour; store each new refresh token, it lapses after 100 days"
        " without use.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("console_url",),
)
