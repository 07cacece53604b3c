"""Gong: https://help.gong.io/docs/create-an-app-for-gong."""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse

CALLS = ("api:calls:read:basic", "api:calls:read:extensive", "api:calls:read:transcript")

SCOPES = {
    "api:calls:read:basic": "List calls with time, title and participants",
    "api:calls:read:extensive": "Read topics, trackers and other content of calls",
    "api:calls:read:transcript": "Read transcripts of calls",
    "api:users:read": "List the company's Gong users",
}

gong = Preset(
    name="gong",
    title="Gong",
    categories=("sales", "communication"),
    keywords=("call recording", "revenue intelligence"),
    authorize_url="https://app.gong.io/oauth2/authorize",
    token_url="https://app.gong.io/oauth2/generate-customer-token",
    scopes=(*CALLS, "api:users:read"),
    scope_sets={"readonly": (*CALLS, "api:users:read"), "calls": ("api:calls:read:basic",)},
    scope_descriptions=SCOPES,
    token_response=TokenResponse(
        extras={"api_base_url_for_customer": "Base URL of the API for this customer"}
    ),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=24 * 3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://help.gong.io/docs/create-an-app-for-gong",
    setup=(
        "In Gong, under Admin center, Settings, Ecosystem, API, create an integration with"
        " {redirect_uri} among its Redirect URIs and select the scopes there too.",
        "A technical administrator of the customer's Gong must authorize the app.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page was seen as far as the authorization request
    unverified=(
        "token_url",
        "scopes",
        "scope_sets",
        "offline",
        "access_token_seconds",
        "token_endpoint_auth_methods",
    ),
)
