"""Help Scout: https://developer.helpscout.com/mailbox-api/overview/authentication/.

The token endpoint is written out in Help Scout's own
https://github.com/helpscout/helpscout-api-php, src/Http/Authenticator.php.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

help_scout = Preset(
    name="help_scout",
    title="Help Scout",
    categories=("support", "email"),
    keywords=("helpscout",),
    authorize_url="https://secure.helpscout.net/authentication/authorizeClientApplication",
    token_url="https://api.helpscout.net/v2/oauth2/token",
    userinfo_url="https://api.helpscout.net/v2/users/me",
    api=Api(base_url="https://api.helpscout.net/v2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.helpscout.com/mailbox-api/overview/authentication/",
    setup=(
        "Under Your Profile, My apps, create an app with {redirect_uri} as its Redirection URL.",
        "There are no scopes: the app sees what the user sees.",
        "Calls get status 401 once the user who authorized the app is no longer active.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
