"""Mailchimp: https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/.

Mailchimp's older guide, https://developer.mailchimp.com/documentation/mailchimp/guides/how-to-use-oauth2/,
lists the same endpoints in one place.
"""

from datetime import date

from oauth_presets import Offline, Preset

mailchimp = Preset(
    name="mailchimp",
    title="Mailchimp",
    categories=("marketing", "email"),
    authorize_url="https://login.mailchimp.com/oauth2/authorize",
    token_url="https://login.mailchimp.com/oauth2/token",
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://mailchimp.com/developer/marketing/guides/access-user-data-oauth-2/",
    console_url="https://admin.mailchimp.com/account/oauth2/",
    setup=(
        "Enter {redirect_uri} as the Redirect URI of the registered app.",
        "There are no scopes, and access tokens do not expire.",
        "The user needs at least the manager role in the Mailchimp account.",
        "Ask https://login.mailchimp.com/oauth2/metadata with the token for the account's data"
        " centre: its prefix is part of the API's host name.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "console_url"),
)
