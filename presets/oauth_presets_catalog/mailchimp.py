"""Mailchimp: https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/.

Mailchimp's older guide, https://developer.mailchimp.com/documentation/mailchimp/guides/how-to-use-oauth2/,
lists the same endpoints in one place. Client authentication as in its sample,
https://github.com/mailchimp/OAuth2-sample-apps.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

mailchimp = Preset(
    name="mailchimp",
    title="Mailchimp",
    categories=("marketing", "email"),
    authorize_url="https://login.mailchimp.com/oauth2/authorize",
    token_url="https://login.mailchimp.com/oauth2/token",
    userinfo_url="https://login.mailchimp.com/oauth2/metadata",
    absent=("revocation_url", "introspection_url"),
    api=Api(scheme="OAuth"),
    redirect=Redirect(loopback=("127.0.0.1",)),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/",
    console_url="https://admin.mailchimp.com/account/oauth2/",
    setup=(
        "Enter {redirect_uri} as the Redirect URI of the registered app.",
        "The user needs at least the manager role in the account.",
        "userinfo_url tells the address of the account's API in api_endpoint.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api", "absent", "redirect", "pkce", "console_url"),
)
