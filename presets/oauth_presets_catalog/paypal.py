"""PayPal: https://developer.paypal.com/log-in/build."""

from datetime import date

from oauth_presets import Preset

SCOPES = ("openid", "email", "https://uri.paypal.com/services/paypalattributes")
SCOPE_DESCRIPTIONS = {
    "openid": "Sign the user in",
    "email": "Read the email address",
    "https://uri.paypal.com/services/paypalattributes": "Read account attributes",
}
DOCS_URL = "https://developer.paypal.com/log-in/build-button"
CONSOLE_URL = "https://developer.paypal.com/dashboard/applications"
SETUP = (
    "Switch on Log in with PayPal for the app and enter {redirect_uri} as its return URL under"
    " Advanced Settings; it must match exactly.",
    "Tick there what the app may read; openid is always needed.",
    "This signs a PayPal user in and reads the profile; it does not open the transactions.",
)

paypal = Preset(
    name="paypal",
    title="PayPal",
    categories=("payments", "identity"),
    authorize_url="https://www.paypal.com/signin/authorize",
    token_url="https://api-m.paypal.com/v1/oauth2/token",
    scopes=SCOPES,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    authorize_params={"flowEntry": "static"},
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=SETUP,
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=("token_url", "console_url"),
)

paypal_sandbox = Preset(
    name="paypal_sandbox",
    title="PayPal Sandbox",
    categories=("payments", "identity"),
    authorize_url="https://www.sandbox.paypal.com/signin/authorize",
    token_url="https://api-m.sandbox.paypal.com/v1/oauth2/token",
    scopes=SCOPES,
    scope_descriptions=SCOPE_DESCRIPTIONS,
    authorize_params={"flowEntry": "static"},
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=SETUP,
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("console_url",),
)
