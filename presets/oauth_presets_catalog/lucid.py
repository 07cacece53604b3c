"""Lucid: https://developer.lucid.co/reference/authorization-endpoints.

The token endpoint is at https://lucid.readme.io/reference/createorrefreshaccesstoken. PKCE,
revocation and introspection are in the metadata of https://lucid.app.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

READ_ONLY = ("lucid.document.content:readonly", "folder:readonly")

SCOPES = {
    "lucid.document.content:readonly": "See and download every document the user can open",
    "folder:readonly": "See folders and what is in them",
    "user.profile": "Name and email address of the user",
}

TOKEN_TYPE = Variable(
    kind="choice",
    default="user",
    example="user",
    description="user: the token acts for the user; account: for the whole account.",
    choices={"user": "authorize", "account": "authorizeAccount"},
)

lucid = Preset(
    name="lucid",
    title="Lucid (Lucidchart, Lucidspark)",
    categories=("design", "documents"),
    keywords=("lucidchart", "lucidspark", "lucidscale"),
    authorize_url="https://lucid.app/oauth2/{token_type}",
    token_url="https://api.lucid.co/oauth2/token",
    revocation_url="https://api.lucid.co/oauth2/token/revoke",
    introspection_url="https://api.lucid.co/oauth2/token/introspect",
    variables={"token_type": TOKEN_TYPE},
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "signin": ("user.profile",)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.lucid.co", headers={"Lucid-Api-Version": "1"}),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True, seconds=15_552_000),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.lucid.co/reference/authorization-endpoints",
    setup=(
        "Make an OAuth 2.0 client in the app's settings in the developer portal, with"
        " {redirect_uri}.",
        "Until the app is published, only its collaborators can authorize it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "api"),
)
