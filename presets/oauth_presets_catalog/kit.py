"""Kit: https://developers.kit.com/api-reference/oauth-refresh-token-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset

kit = Preset(
    name="kit",
    title="Kit",
    categories=("marketing", "email"),
    keywords=("convertkit", "convert kit"),
    authorize_url="https://api.kit.com/v4/oauth/authorize",
    token_url="https://api.kit.com/v4/oauth/token",
    scopes=("public",),
    scope_descriptions={"public": "Everything the API offers; there is no other scope"},
    api=Api(base_url="https://api.kit.com/v4"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developers.kit.com/api-reference/oauth-refresh-token-flow",
    setup=(
        "Create an app in the developer settings, with {redirect_uri} among its redirect URIs.",
        "An installation from Kit's app store arrives at your Authorization URL with a parameter"
        " redirect: send the user there in the end.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
