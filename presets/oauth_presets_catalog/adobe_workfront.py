"""Adobe Workfront: https://experienceleague.adobe.com/docs/workfront/using/adobe-workfront-api/api-notes/oauth-app-code-token-flow.html.

PKCE, for applications without a secret, is on its page oauth-app-pkce-flow.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

VARIABLES = {
    "host": Variable(
        kind="host",
        example="acme.my.workfront.com",
        description="Host of the organisation's Workfront.",
    )
}

adobe_workfront = Preset(
    name="adobe_workfront",
    title="Adobe Workfront",
    categories=("projects",),
    keywords=("workfront",),
    authorize_url="https://{host}/integrations/oauth2/authorize",
    token_url="https://{host}/integrations/oauth2/api/v1/token",
    variables=VARIABLES,
    api=Api(base_url="https://{host}/attask/api", header="sessionID", scheme=""),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://experienceleague.adobe.com/docs/workfront/using/adobe-workfront-api/api-notes/"
    "oauth-app-code-token-flow.html",
    setup=(
        "An administrator makes the app under Setup, OAuth2 Applications, with {redirect_uri}; ten"
        " at most.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
