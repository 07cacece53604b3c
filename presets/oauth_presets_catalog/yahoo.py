"""Yahoo: https://developer.yahoo.com/oauth2/guide/flows_authcode/.

The token request is written out in Yahoo's guide to its DSP API.
"""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name and picture of the user",
    "email": "Email address of the user",
}

yahoo = Preset(
    name="yahoo",
    title="Yahoo",
    categories=("identity",),
    keywords=("yahoo mail",),
    authorize_url="https://api.login.yahoo.com/oauth2/request_auth",
    token_url="https://api.login.yahoo.com/oauth2/get_token",
    revocation_url="https://api.login.yahoo.com/oauth2/revoke",
    introspection_url="https://api.login.yahoo.com/oauth2/introspect",
    userinfo_url="https://api.login.yahoo.com/openid/v1/userinfo",
    jwks_url="https://api.login.yahoo.com/openid/v1/certs",
    issuer="https://api.login.yahoo.com",
    scope_sets={"signin": ("openid", "profile", "email")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.yahoo.com/oauth2/guide/flows_authcode/",
    console_url="https://developer.yahoo.com/apps/",
    setup=(
        "Enter {redirect_uri} under Redirect URI(s) of the app.",
        "Choose the API permissions of the app when you create it.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("pkce", "scope_sets"),
)
