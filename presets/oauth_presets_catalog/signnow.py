"""signNow: https://github.com/signnow/OpenAPI-Specification."""

from datetime import date

from oauth_presets import Api, Offline, Preset

signnow = Preset(
    name="signnow",
    title="signNow",
    categories=("documents",),
    keywords=("sign now", "airslate", "e-signature"),
    authorize_url="https://app.signnow.com/authorize",
    token_url="https://api.signnow.com/oauth2/token",
    scopes=("*",),
    scope_descriptions={"*": "Everything the user can do; no scope is read-only"},
    api=Api(base_url="https://api.signnow.com"),
    offline=Offline(mode="always"),
    access_token_seconds=2_592_000,
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/signnow/sn-mcp-server",
    setup=("Create an application in the API dashboard, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
