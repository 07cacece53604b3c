"""Hubstaff: https://developer.hubstaff.com/authentication.

That page sends clients to the metadata of https://account.hubstaff.com. Endpoints and scopes are in
Hubstaff's own https://github.com/NetsoftHoldings/hubstaff-cli too.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name of the user",
    "email": "Email address of the user",
    "hubstaff:read": "Read organisations, projects and time",
}

hubstaff = Preset(
    name="hubstaff",
    title="Hubstaff",
    categories=("projects", "people"),
    keywords=("time tracking",),
    authorize_url="https://account.hubstaff.com/authorizations/new",
    token_url="https://account.hubstaff.com/access_tokens",
    issuer="https://account.hubstaff.com",
    userinfo_url="https://account.hubstaff.com/user_info",
    jwks_url="https://account.hubstaff.com/jwks.json",
    scopes=("openid", "profile", "email", "hubstaff:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.hubstaff.com/v2"),
    redirect=Redirect(loopback=("localhost",), note="Https, except for localhost and .test."),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console", "metadata_document"),
    docs_url="https://developer.hubstaff.com/authentication",
    console_url="https://developer.hubstaff.com/apps",
    setup=("Register an application with {redirect_uri} among its redirect URIs.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
