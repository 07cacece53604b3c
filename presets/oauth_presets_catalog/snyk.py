"""Snyk: https://docs.snyk.io/snyk-api/how-to-use-snyk-apps-apis."""

from datetime import date

from oauth_presets import Offline, Preset

snyk = Preset(
    name="snyk",
    title="Snyk",
    categories=("developer",),
    authorize_url="https://app.snyk.io/oauth2/authorize",
    token_url="https://api.snyk.io/oauth2/token",
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.snyk.io/snyk-api/how-to-use-snyk-apps-apis/"
    "set-up-a-snyk-app-using-the-oauth2-api/set-up-to-authorize-users",
    setup=(
        "Create the Snyk App through the API, with {redirect_uri} among its redirect_uris.",
        "Scopes are set at that moment, org.read among them, and cannot be changed later; they are"
        " not part of the request.",
        "This preset is for accounts at app.snyk.io; other regions have hosts of their own.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
