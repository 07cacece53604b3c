"""Snyk: https://docs.snyk.io/snyk-api/how-to-use-snyk-apps-apis."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Region of the account; the address of its Snyk pages names it.",
    choices={"us": "snyk.io", "us2": "us.snyk.io", "eu": "eu.snyk.io", "au": "au.snyk.io"},
)

snyk = Preset(
    name="snyk",
    title="Snyk",
    categories=("developer",),
    authorize_url="https://app.{region}/oauth2/authorize",
    token_url="https://api.{region}/oauth2/token",
    variables={"region": REGION},
    api=Api(base_url="https://api.{region}/rest"),
    offline=Offline(mode="always", rotates=True),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.snyk.io/snyk-api/how-to-use-snyk-apps-apis/"
    "set-up-a-snyk-app-using-the-oauth2-api/set-up-to-authorize-users",
    setup=(
        "Create the Snyk App through the API, with {redirect_uri} among its redirect_uris.",
        "Scopes are set at that moment, org.read among them, and cannot be changed later; they are"
        " not part of the request.",
        "API calls need a version in the query: /self?version=2024-04-29 identifies the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
