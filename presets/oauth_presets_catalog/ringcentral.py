"""RingCentral: https://developers.ringcentral.com/guide/authentication/auth-code-flow."""

from datetime import date

from oauth_presets import Offline, Preset

ringcentral = Preset(
    name="ringcentral",
    title="RingCentral",
    categories=("communication",),
    authorize_url="https://platform.ringcentral.com/restapi/oauth/authorize",
    token_url="https://platform.ringcentral.com/restapi/oauth/token",
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developers.ringcentral.com/guide/authentication/auth-code-flow",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URI of the app; the request must match it.",
        "Permissions are set on the app; there are no scopes in the request.",
        "Access tokens last two hours, refresh tokens seven days.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
