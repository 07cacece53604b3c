"""Datadog: https://docs.datadoghq.com/extend/authorization/oauth2_endpoints."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

datadog = Preset(
    name="datadog",
    title="Datadog",
    categories=("developer", "analytics"),
    authorize_url="https://{app_host}/oauth2/v1/authorize",
    token_url="https://{api_host}/oauth2/v1/token",
    variables={
        "app_host": Variable(
            kind="host",
            default="app.datadoghq.com",
            example="app.datadoghq.eu",
            description="Host of the Datadog site in the browser: app.datadoghq.eu, ...",
        ),
        "api_host": Variable(
            kind="host",
            default="api.datadoghq.com",
            example="api.datadoghq.eu",
            description="Host of the same site's API: api.datadoghq.eu, ...",
        ),
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.datadoghq.com/extend/authorization/oauth2_endpoints",
    setup=(
        "Create the OAuth client in a Datadog partner sandbox, with {redirect_uri} and its scopes.",
        "Outside the site US1 pass app_host and api_host, both of the user's site.",
        "Access tokens last one hour.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
