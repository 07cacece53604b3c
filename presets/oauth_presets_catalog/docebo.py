"""Docebo: https://help.docebo.com/hc/en-us/articles/360020082060-APIs-Authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

VARIABLES = {
    "host": Variable(
        kind="host", example="acme.docebosaas.com", description="Host of the platform."
    )
}

docebo = Preset(
    name="docebo",
    title="Docebo",
    categories=("people",),
    keywords=("lms", "learning management"),
    authorize_url="https://{host}/oauth2/authorize",
    token_url="https://{host}/oauth2/token",
    variables=VARIABLES,
    scopes=("api",),
    scope_descriptions={"api": "Use the API with the user's rights"},
    api=Api(base_url="https://{host}"),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://help.docebo.com/hc/en-us/articles/360020082060-APIs-Authentication",
    setup=(
        "Activate API and SSO, and under API Credentials add an OAuth2 app with {redirect_uri} and"
        " the grant Authorization code + implicit grant. The client ID is a name of your choice.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "api"),
)
