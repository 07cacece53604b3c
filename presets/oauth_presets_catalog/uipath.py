"""UiPath Automation Cloud: https://github.com/UiPath/uipath-python."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

CLOUD_HOST = Variable(
    kind="host",
    default="cloud.uipath.com",
    example="cloud.uipath.com",
    description="Host of the Automation Cloud, or of your own Automation Suite.",
)

uipath = Preset(
    name="uipath",
    title="UiPath Automation Cloud",
    categories=("developer",),
    keywords=("rpa", "orchestrator"),
    authorize_url="https://{cloud_host}/identity_/connect/authorize",
    token_url="https://{cloud_host}/identity_/connect/token",
    variables={"cloud_host": CLOUD_HOST},
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://github.com/UiPath/uipath-python",
    setup=(
        "Under Admin, External Applications, add an application with {redirect_uri} as its"
        " redirect URL.",
        "Give the scopes that are ticked on the application with scopes=.",
        "The path of the API names organisation and tenant, and ends in orchestrator_.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
