"""Gong: https://help.gong.io/docs/create-an-app-for-gong."""

from datetime import date

from oauth_presets import Offline, Preset

CALLS = ("api:calls:read:basic", "api:calls:read:extensive", "api:calls:read:transcript")

gong = Preset(
    name="gong",
    title="Gong",
    categories=("sales", "communication"),
    authorize_url="https://app.gong.io/oauth2/authorize",
    token_url="https://app.gong.io/oauth2/generate-customer-token",
    scopes=(*CALLS, "api:users:read"),
    scope_sets={
        "readonly": (*CALLS, "api:users:read"),
        "calls": ("api:calls:read:basic",),
    },
    scope_descriptions={
        "api:calls:read:basic": "List calls with time, title and participants",
        "api:calls:read:extensive": "Read topics, trackers and other content of calls",
        "api:calls:read:transcript": "Read transcripts of calls",
        "api:users:read": "List the company's Gong users",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://help.gong.io/docs/create-an-app-for-gong",
    setup=(
        "In Gong, under Admin center, Settings, Ecosystem, API, create an integration with"
        " {redirect_uri} among its Redirect URIs and select the scopes there too.",
        "A technical administrator of the customer's Gong has to authorize the app.",
        "The token response names the customer's own API address in api_base_url_for_customer:"
        " calls go there, not to a common host.",
        "A refresh token serves once: store the new one after each refresh.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page was seen as far as the authorization request
    unverified=(
        "token_url",
        "scopes",
        "scope_sets",
        "offline",
        "token_endpoint_auth_methods",
    ),
)
