"""Adobe: https://developer.adobe.com/developer-console/docs/guides/authentication/UserAuthentication/ims."""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "email": "Email address of the user",
    "profile": "Name and other profile claims of the user",
}

adobe = Preset(
    name="adobe",
    title="Adobe",
    categories=("design", "marketing"),
    keywords=("adobe ims", "creative cloud", "experience cloud", "adobe id"),
    authorize_url="https://ims-na1.adobelogin.com/ims/authorize/v2",
    token_url="https://ims-na1.adobelogin.com/ims/token/v3",
    revocation_url="https://ims-na1.adobelogin.com/ims/revoke",
    userinfo_url="https://ims-na1.adobelogin.com/ims/userinfo/v2",
    jwks_url="https://ims-na1.adobelogin.com/ims/keys",
    scopes=("openid", "email", "profile"),
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",), seconds=14 * 24 * 3600),
    access_token_seconds=86_399,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developer.adobe.com/developer-console/docs/guides/authentication/"
    "UserAuthentication/ims",
    console_url="https://developer.adobe.com/console",
    setup=(
        "In a project of the Developer Console, add an OAuth credential with {redirect_uri} as its"
        " default redirect URI. Each API of the project brings scopes: pass them as add_scopes.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
