"""PayPal: https://developer.paypal.com/log-in/build.

The token endpoint is that of https://github.com/paypal/paypal-rest-api-specifications.
"""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset

SCOPES = ("openid", "email", "https://uri.paypal.com/services/paypalattributes")
SCOPE_DESCRIPTIONS = {
    "openid": "Sign the user in",
    "email": "Read the email address",
    "https://uri.paypal.com/services/paypalattributes": "Read account attributes",
}


def environment(name: str, title: str, web_host: str, api_host: str, **fields: Any) -> Preset:
    """Make the preset of production or of the sandbox; both hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments", "identity"),
        keywords=("log in with paypal", "connect with paypal"),
        authorize_url=f"https://{web_host}/signin/authorize",
        token_url=f"https://{api_host}/v1/oauth2/token",
        userinfo_url=f"https://{api_host}/v1/identity/oauth2/userinfo?schema=paypalv1.1",
        scopes=SCOPES,
        scope_descriptions=SCOPE_DESCRIPTIONS,
        authorize_params={"flowEntry": "static"},
        api=Api(base_url=f"https://{api_host}"),
        offline=Offline(mode="always"),
        pkce="ignored",
        token_endpoint_auth_methods=("client_secret_basic",),
        registration=("console",),
        docs_url="https://developer.paypal.com/log-in/build-button",
        console_url="https://developer.paypal.com/dashboard/applications",
        setup=(
            "Switch on Log in with PayPal for the app and enter {redirect_uri} as its return URL"
            " under Advanced Settings; it must match exactly.",
            "Tick there what the app may read; openid is always needed.",
            "This signs a PayPal user in and reads the profile; it does not open the transactions.",
        ),
        **fields,
    )


paypal = environment(
    "paypal",
    "PayPal",
    "www.paypal.com",
    "api-m.paypal.com",
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("console_url", "offline", "pkce", "userinfo_url"),
)
paypal_sandbox = environment(
    "paypal_sandbox",
    "PayPal Sandbox",
    "www.sandbox.paypal.com",
    "api-m.sandbox.paypal.com",
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("console_url", "offline", "pkce", "userinfo_url"),
)
