"""Kintone: https://kintone.dev/en/docs/common/authentication/how-to-add-oauth-clients/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "k:app_record:read": "Read records",
    "k:app_settings:read": "Read the settings of apps",
    "k:file:read": "Download files",
    "k:app_record:write": "Add and change records",
}

DOMAIN = Variable(
    kind="host",
    example="acme.kintone.com",
    description="Host of the customer's Kintone; in Japan it ends in cybozu.com.",
)

kintone = Preset(
    name="kintone",
    title="Kintone",
    categories=("data", "projects"),
    keywords=("cybozu",),
    authorize_url="https://{domain}/oauth2/authorization",
    token_url="https://{domain}/oauth2/token",
    variables={"domain": DOMAIN},
    scopes=("k:app_record:read", "k:app_settings:read", "k:file:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://{domain}/k/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://kintone.dev/en/docs/common/authentication/how-to-add-oauth-clients/",
    setup=(
        "An administrator of each customer adds the OAuth client with {redirect_uri} in the"
        " administration, which shows both endpoints.",
        "Choose the users who may use the client, or nobody can authorize.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "scopes",
        "offline",
        "api",
        "token_endpoint_auth_methods",
    ),
)
