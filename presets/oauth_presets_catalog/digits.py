"""Digits: https://developer.digits.com/docs/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, TokenRequest

SCOPES = {
    "ledger:read": "Read the ledger",
    "source:sync": "Write source data into the ledger",
    "documents:write": "Upload documents",
}

digits = Preset(
    name="digits",
    title="Digits",
    categories=("accounting",),
    keywords=("digits ledger",),
    authorize_url="https://connect.digits.com/v1/oauth/authorize",
    token_url="https://connect.digits.com/v1/oauth/token",
    scopes=("ledger:read",),
    scope_descriptions=SCOPES,
    token_request=TokenRequest(
        body="json",
        names={
            "grant_type": "grantType",
            "client_id": "clientId",
            "client_secret": "clientSecret",
            "redirect_uri": "redirectUri",
        },
    ),
    api=Api(base_url="https://connect.digits.com/v1"),
    redirect=Redirect(note="IP addresses, wildcards and fragments are refused."),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.digits.com/docs/authentication",
    setup=(
        "Under Developer, create an app with {redirect_uri} among its redirect URLs.",
        "Digits approves production credentials; those for development work at once.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
