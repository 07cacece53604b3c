"""BoldSign: https://developers.boldsign.com/authentication/OAuth-2.0/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "openid": "Return an ID token",
    "BoldSign.Documents.All": "Read, send and change documents",
}

boldsign = Preset(
    name="boldsign",
    title="BoldSign",
    categories=("documents",),
    keywords=("bold sign", "e-signature", "syncfusion"),
    authorize_url="https://account.boldsign.com/connect/authorize",
    token_url="https://account.boldsign.com/connect/token",
    issuer="https://account.boldsign.com",
    scopes=("openid", "BoldSign.Documents.All"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.boldsign.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.boldsign.com/authentication/OAuth-2.0/",
    setup=(
        "An administrator creates the app under API, OAuth Apps, with {redirect_uri}; sandbox and"
        " live have separate credentials.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "issuer",
        "pkce",
        "token_endpoint_auth_methods",
        "scopes",
        "offline",
        "api",
    ),
)
