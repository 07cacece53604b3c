"""ownCloud Server: https://github.com/owncloud/oauth2."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

BASE_URL = Variable(
    kind="base_url", example="https://cloud.example.com", description="Address of the server."
)

owncloud = Preset(
    name="owncloud",
    title="ownCloud Server",
    categories=("files",),
    keywords=("own cloud", "owncloud 10", "owncloud classic"),
    authorize_url="{base_url}/index.php/apps/oauth2/authorize",
    token_url="{base_url}/index.php/apps/oauth2/api/v1/token",
    variables={"base_url": BASE_URL},
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/owncloud/oauth2",
    setup=(
        "An administrator enables the app oauth2, and adds a client with {redirect_uri} under"
        " Additional settings.",
        "ownCloud Infinite Scale is another product, which signs in with OpenID Connect.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
