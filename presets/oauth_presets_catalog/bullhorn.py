"""Bullhorn: https://bullhorn.github.io/Getting-Started-with-REST/.

The token endpoint is that of Bullhorn's example,
https://github.com/bullhorn/oauth-example-python.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

VARIABLES = {
    "auth_host": Variable(
        kind="host",
        default="auth.bullhornstaffing.com",
        example="auth-emea.bullhornstaffing.com",
        description="Login host of the user's data centre, from the loginInfo call.",
    )
}

bullhorn = Preset(
    name="bullhorn",
    title="Bullhorn",
    categories=("people", "crm"),
    keywords=("bullhorn ats", "staffing", "recruiting"),
    authorize_url="https://{auth_host}/oauth/authorize",
    token_url="https://{auth_host}/oauth/token",
    variables=VARIABLES,
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://bullhorn.github.io/Getting-Started-with-REST/",
    setup=(
        "Ask Bullhorn's support for an API key with {redirect_uri} as its callback and with"
        " refresh tokens switched on.",
        "GET https://rest.bullhornstaffing.com/rest-services/loginInfo?username=... names the"
        " hosts of a user; a wrong data centre answers with status 307.",
        "The access token serves one call, /login, which returns the BhRestToken and the URL for"
        " the others.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
