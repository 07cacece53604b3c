"""PandaDoc: https://developers.pandadoc.com/reference/oauth-20-authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

pandadoc = Preset(
    name="pandadoc",
    title="PandaDoc",
    categories=("documents", "sales"),
    authorize_url="https://app.pandadoc.com/oauth2/authorize",
    token_url="https://api.pandadoc.com/oauth2/access_token",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions={
        "read": "Read documents and templates",
        "write": "Create, send, download and delete documents",
    },
    api=Api(base_url="https://api.pandadoc.com/public/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.pandadoc.com/reference/oauth-20-authentication",
    setup=(
        "Register the application with {redirect_uri} in the Developer Dashboard. It opens once the"
        " plan includes production access to the API.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",  # the vendor's SDK shows both endpoints
    unverified=("scope_sets",),
)
