"""Twinfield: https://developers.twinfield.com/documentation/api/authentication/openid-connect-auth."""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "twf.user": "Who the user is",
    "twf.organisation": "Data of the organisation",
    "twf.organisationUser": "Act as a user of the organisation",
}

twinfield = Preset(
    name="twinfield",
    title="Twinfield",
    categories=("accounting",),
    keywords=("wolters kluwer", "twinfield boekhouden"),
    authorize_url="https://login.twinfield.com/auth/authentication/connect/authorize",
    token_url="https://login.twinfield.com/auth/authentication/connect/token",
    issuer="https://login.twinfield.com/auth/authentication",
    userinfo_url="https://login.twinfield.com/auth/authentication/connect/userinfo",
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developers.twinfield.com/documentation/api/authentication/openid-connect-auth",
    setup=(
        "Register the client for the authorization code flow in the developer portal, with"
        " {redirect_uri} as its redirect URI.",
        "The API's host differs: GET .../connect/accesstokenvalidation?token=... on the login host"
        " names the cluster.",
        "The API is SOAP: token and company code go into the SOAP header.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
