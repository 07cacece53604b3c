"""Looker: https://docs.cloud.google.com/looker/docs/api-cors."""

from datetime import date

from oauth_presets import Offline, Preset, TokenRequest, Variable

BASE_URL = Variable(
    kind="base_url",
    example="https://acme.cloud.looker.com",
    description="Address of the instance in the browser.",
)

API_URL = Variable(
    kind="base_url",
    example="https://acme.cloud.looker.com",
    description="Address of its API: mostly the same, on older instances with port 19999.",
)

looker = Preset(
    name="looker",
    title="Looker",
    categories=("analytics", "data"),
    keywords=("google looker", "lookml"),
    authorize_url="{base_url}/auth",
    token_url="{api_url}/api/token",
    variables={"base_url": BASE_URL, "api_url": API_URL},
    scopes=("cors_api",),
    scope_descriptions={"cors_api": "Use the API with the user's rights"},
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("none",),
    token_request=TokenRequest(body="json", refresh_params={"redirect_uri": "{redirect_uri}"}),
    docs_url="https://docs.cloud.google.com/looker/docs/api-cors",
    setup=(
        "An administrator registers the client with the API call register_oauth_client_app, which"
        " takes {redirect_uri} and a client_guid of your choice; that is the client ID.",
        "No scope is read-only: what a token may do follows the user's rights.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline",),
)
