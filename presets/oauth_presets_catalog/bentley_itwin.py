"""Bentley iTwin: https://developer.bentley.com/apis/overview/authorization/web-app.

The token endpoint and what it takes are at https://developer.bentley.com/apis/overview/authorization.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

bentley_itwin = Preset(
    name="bentley_itwin",
    title="Bentley iTwin",
    categories=("design", "data"),
    keywords=("itwin", "bentley", "digital twin"),
    authorize_url="https://ims.bentley.com/connect/authorize",
    token_url="https://ims.bentley.com/connect/token",
    issuer="https://ims.bentley.com",
    scopes=("itwin-platform",),
    scope_descriptions={"itwin-platform": "Use the iTwin APIs as the user"},
    api=Api(base_url="https://api.bentley.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://developer.bentley.com/apis/overview/authorization/web-app",
    console_url="https://developer.bentley.com",
    setup=(
        "Register an app in the developer portal, with {redirect_uri} among its redirect URIs.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
