"""Intercom: https://developers.intercom.com/docs/build-an-integration/learn-more/authentication/setting-up-oauth.

Both endpoints are in Intercom's own https://github.com/intercom/omniauth-intercom too.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

intercom = Preset(
    name="intercom",
    title="Intercom",
    categories=("support", "communication"),
    authorize_url="https://app.intercom.com/oauth",
    token_url="https://api.intercom.io/auth/eagle/token",
    userinfo_url="https://api.intercom.io/me",
    absent=("revocation_url",),
    api=Api(base_url="https://api.intercom.io"),
    redirect=Redirect(loopback=(), note="Only https."),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.intercom.com/docs/build-an-integration/learn-more/authentication/"
    "setting-up-oauth",
    console_url="https://app.intercom.com/a/apps/_/developer-hub",
    setup=(
        "On the app's Authentication page, tick Use OAuth and add {redirect_uri}.",
        "No scope is sent: select the permissions on the same page.",
        "api.intercom.io routes calls to the region of the workspace.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("absent", "offline", "access_token_seconds"),
)
