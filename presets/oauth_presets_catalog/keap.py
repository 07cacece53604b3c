"""Keap: https://developer.keap.com/getting-started-oauth-keys/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

keap = Preset(
    name="keap",
    title="Keap",
    categories=("crm", "marketing"),
    keywords=("infusionsoft",),
    authorize_url="https://accounts.infusionsoft.com/app/oauth/authorize",
    token_url="https://api.infusionsoft.com/token",
    userinfo_url="https://api.infusionsoft.com/crm/rest/v1/oauth/connect/userinfo",
    scopes=("full",),
    scope_descriptions={"full": "Everything the API offers; there is no other scope"},
    api=Api(base_url="https://api.infusionsoft.com/crm/rest/v1"),
    redirect=Redirect(loopback=(), note="Only https."),
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://developer.keap.com/getting-started-oauth-keys/",
    setup=(
        "Make an app in Keap's developer portal, for {redirect_uri}: its key is the client ID.",
        "Keap documents HTTP Basic for a refresh, and the form body for the code.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
