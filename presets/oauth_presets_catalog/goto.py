"""GoTo: https://developer.goto.com/guides/Authentication/03_HOW_accessToken/.

PKCE and client authentication are in the metadata of https://identity.goto.com, the same server
under another name.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

goto = Preset(
    name="goto",
    title="GoTo",
    categories=("communication", "events"),
    keywords=("gotowebinar", "gotomeeting", "goto connect", "logmein"),
    authorize_url="https://authentication.logmeininc.com/oauth/authorize",
    token_url="https://authentication.logmeininc.com/oauth/token",
    api=Api(base_url="https://api.getgo.com"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console", "metadata_document"),
    docs_url="https://developer.goto.com/guides/Authentication/03_HOW_accessToken/",
    console_url="https://developer.goto.com",
    setup=(
        "Create an OAuth client with {redirect_uri}, and tick its scopes there; a request without"
        " scopes asks for all of them.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
