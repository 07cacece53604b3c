"""Exact Online: https://github.com/exactonline/exactonline-api-dotnet-client."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

exact_online = Preset(
    name="exact_online",
    title="Exact Online",
    categories=("accounting",),
    keywords=("exact", "exact globe"),
    authorize_url="https://start.exactonline.{country}/api/oauth2/auth",
    token_url="https://start.exactonline.{country}/api/oauth2/token",
    variables={
        "country": Variable(
            kind="choice",
            default="nl",
            example="be",
            description="Country site of the account; its address ends in it.",
            choices={
                **{country: country for country in ("nl", "be", "de", "fr", "es")},
                "uk": "co.uk",
                "us": "com",
            },
        )
    },
    api=Api(base_url="https://start.exactonline.{country}/api/v1"),
    offline=Offline(mode="always", rotates=True, seconds=2_592_000),
    access_token_seconds=600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/exactonline/exactonline-api-dotnet-client",
    setup=(
        "Register an app in the App Center of the country, with {redirect_uri}.",
        "Refresh when the access token is about to end: earlier, Exact refuses.",
        "Data belong to a division, which GET current/Me names.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("variables", "offline", "access_token_seconds", "api"),
)
