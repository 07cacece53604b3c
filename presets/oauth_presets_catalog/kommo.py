"""Kommo: https://developers.kommo.com/reference/get-token."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest, Variable

kommo = Preset(
    name="kommo",
    title="Kommo",
    categories=("crm", "sales"),
    keywords=("amocrm", "amo crm"),
    authorize_url="https://www.kommo.com/oauth",
    token_url="https://{subdomain}.kommo.com/oauth2/access_token",
    variables={
        "subdomain": Variable(
            kind="label", example="acme", description="Account: what stands before .kommo.com."
        )
    },
    token_request=TokenRequest(body="json", refresh_params={"redirect_uri": "{redirect_uri}"}),
    api=Api(base_url="https://{subdomain}.kommo.com/api/v4"),
    offline=Offline(mode="always"),
    access_token_seconds=86_400,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.kommo.com/reference/get-token",
    setup=(
        "An administrator creates the integration, under Settings, with {redirect_uri}.",
        "There are no scopes in the request: the integration's settings have them.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "api"),
)
