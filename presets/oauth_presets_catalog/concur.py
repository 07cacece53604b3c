"""SAP Concur: https://developer.concur.com/api-reference/authentication/apidoc.html."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

concur = Preset(
    name="concur",
    title="SAP Concur",
    categories=("accounting",),
    authorize_url="https://{web_label}.api.concursolutions.com/oauth2/v0/authorize",
    token_url="https://{api_label}.api.concursolutions.com/oauth2/v0/token",
    variables={
        "web_label": Variable(
            kind="label",
            example="www-us",
            description="First label of the data centre's host for browsers; it starts with www-",
        ),
        "api_label": Variable(
            kind="label",
            example="us",
            description="First label of the same data centre's host for servers, without www-",
        ),
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.concur.com/api-reference/authentication/apidoc.html",
    setup=(
        "Have {redirect_uri} registered for the app, and name the scopes that the app was given.",
        "Start at the app's geolocation; then use the geolocation that came with the token, and"
        " store it again after each refresh.",
        "Access tokens last an hour, refresh tokens six months.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
