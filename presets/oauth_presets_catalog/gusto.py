"""Gusto: https://docs.gusto.com/app-integrations/docs/oauth2."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest


def environment(name: str, title: str, host: str) -> Preset:
    """Make the preset of one Gusto environment; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("people", "accounting"),
        keywords=("payroll", "zenpayroll"),
        authorize_url=f"https://{host}/oauth/authorize",
        token_url=f"https://{host}/oauth/token",
        token_request=TokenRequest(body="json", refresh_params={"redirect_uri": "{redirect_uri}"}),
        api=Api(base_url=f"https://{host}"),
        offline=Offline(mode="always", rotates=True),
        access_token_seconds=7200,
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("console", "partner"),
        docs_url="https://docs.gusto.com/app-integrations/docs/oauth2",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the application in the developer portal.",
            "Gusto approves an application before it gets keys for production; until then use the"
            " demo environment.",
            "A primary or full-access administrator authorizes, each company on its own.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("api",),
    )


gusto = environment("gusto", "Gusto", "api.gusto.com")

gusto_demo = environment("gusto_demo", "Gusto (demo)", "api.gusto-demo.com")
