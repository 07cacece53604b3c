"""ZoomInfo: https://docs.zoominfo.com/docs/authorization-code-flow-with-pkce."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "api:data:company": "Read companies",
    "api:data:contact": "Read contacts",
    "api:data:intent": "Read intent signals",
    "api:data:news": "Read news",
    "api:data:scoops": "Read scoops",
}

zoominfo = Preset(
    name="zoominfo",
    title="ZoomInfo",
    categories=("sales", "data"),
    keywords=("zoom info", "copilot"),
    authorize_url="https://api.zoominfo.com/gtm/oauth/v1/authorize",
    token_url="https://api.zoominfo.com/gtm/oauth/v1/token",
    scopes=("api:data:company", "api:data:contact"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.zoominfo.com/gtm"),
    offline=Offline(mode="always", rotates=True),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://docs.zoominfo.com/docs/authorization-code-flow-with-pkce",
    setup=(
        "Create an app in the developer portal, with {redirect_uri} and its scopes. It takes an"
        " Enterprise API or Copilot package.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url",),
)
