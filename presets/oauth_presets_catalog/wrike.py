"""Wrike: https://developers.wrike.com/docs/oauth-20-authorization."""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse

SCOPES = {
    "wsReadOnly": "Read folders, projects, tasks and comments",
    "wsReadWrite": "Read and write folders, projects, tasks and comments",
    "amReadOnlyUser": "Read the users of the account",
    "amReadOnlyGroup": "Read the user groups of the account",
    "amReadOnlyWorkflow": "Read workflows",
    "dataExportFull": "Export the data of the account",
}

wrike = Preset(
    name="wrike",
    title="Wrike",
    categories=("projects",),
    authorize_url="https://login.wrike.com/oauth2/authorize/v4",
    token_url="https://login.wrike.com/oauth2/token",
    scopes=("wsReadOnly",),
    scope_separator=",",
    scope_sets={
        "readonly": ("wsReadOnly",),
        "directory": ("wsReadOnly", "amReadOnlyUser", "amReadOnlyGroup"),
        "workflows": ("wsReadOnly", "amReadOnlyWorkflow"),
        "export": ("dataExportFull",),
        "full": ("wsReadWrite",),
    },
    scope_descriptions=SCOPES,
    token_response=TokenResponse(extras={"host": "Host of the API in the account's data centre"}),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.wrike.com/docs/oauth-20-authorization",
    console_url="https://www.wrike.com/appconsole.htm",
    setup=(
        "Enter {redirect_uri} as a redirect URI of the app in the API console.",
        "Without a scope in the request, the token can write.",
        "The API is at /api/v4 of the host in the token response; contacts?me=true identifies"
        " the user.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page shows the authorization endpoint only
    unverified=("token_url", "scope_separator", "token_endpoint_auth_methods"),
)
