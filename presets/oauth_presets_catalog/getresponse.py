"""GetResponse: https://apidocs.getresponse.com/v3/oauth2.

Both endpoints are in GetResponse's own https://github.com/GetResponse/oauth2-getresponse.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

getresponse = Preset(
    name="getresponse",
    title="GetResponse",
    categories=("marketing", "email"),
    keywords=("get response",),
    authorize_url="https://app.getresponse.com/oauth2_authorize.html",
    token_url="https://api.getresponse.com/v3/token",
    userinfo_url="https://api.getresponse.com/v3/accounts",
    api=Api(base_url="https://api.getresponse.com/v3"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://apidocs.getresponse.com/v3/oauth2",
    console_url="https://app.getresponse.com/authorizations",
    setup=(
        "Add a custom application with {redirect_uri} as its redirect URL. GetResponse sends the"
        " code there, whatever the request says.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
