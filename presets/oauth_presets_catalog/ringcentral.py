"""RingCentral: https://developers.ringcentral.com/guide/authentication/auth-code-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

ringcentral = Preset(
    name="ringcentral",
    title="RingCentral",
    categories=("communication",),
    keywords=("ring central", "ringex", "glip"),
    authorize_url="https://platform.ringcentral.com/restapi/oauth/authorize",
    token_url="https://platform.ringcentral.com/restapi/oauth/token",
    revocation_url="https://platform.ringcentral.com/restapi/oauth/revoke",
    userinfo_url="https://platform.ringcentral.com/restapi/v1.0/account/~/extension/~",
    api=Api(base_url="https://platform.ringcentral.com/restapi"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always", rotates=True, seconds=7 * 24 * 3600),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.ringcentral.com/guide/authentication/auth-code-flow",
    setup=(
        "Enter {redirect_uri} as the OAuth redirect URI of the app; the request must match it.",
        "Switch on Issue refresh tokens in the app's settings.",
        "Permissions are set on the app; there are no scopes in the request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
