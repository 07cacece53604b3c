"""Envoy: https://developers.envoy.com/hub/docs/authentication-for-a-public-unlisted-app."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

envoy = Preset(
    name="envoy",
    title="Envoy",
    categories=("people",),
    keywords=("envoy visitors", "visitor management"),
    authorize_url="https://app.envoy.com/a/auth/v0/authorize",
    token_url="https://app.envoy.com/a/auth/v0/token",
    scopes=("locations.read",),
    scope_descriptions={"locations.read": "Read locations"},
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://api.envoy.com"),
    offline=Offline(mode="request", scopes=("token.refresh",), seconds=2_592_000),
    access_token_seconds=86_400,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.envoy.com/hub/docs/authentication-for-a-public-unlisted-app",
    console_url="https://dashboard.envoy.com",
    setup=(
        "In the Dev Dashboard, make an unlisted app, tick Externally using OAuth2, and enter"
        " {redirect_uri} as a redirect URL.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
