"""Clover: https://docs.clover.com/dev/docs/high-trust-app-auth-flow."""

from datetime import date

from oauth_presets import AuthorizationResponse, Offline, Preset, TokenRequest

DOCS_URL = "https://docs.clover.com/dev/docs/high-trust-app-auth-flow"


def environment(name: str, title: str, web_host: str, api_host: str) -> Preset:
    """Make the preset of one Clover environment; both of its hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments", "commerce"),
        authorize_url=f"https://{web_host}/oauth/v2/authorize",
        token_url=f"https://{api_host}/oauth/v2/token",
        offline=Offline(mode="always"),
        token_endpoint_auth_methods=("client_secret_post",),
        refresh_url=f"https://{api_host}/oauth/v2/refresh",
        authorization_response=AuthorizationResponse(
            extras={"merchant_id": "The merchant, needed in every API call"}
        ),
        token_request=TokenRequest(body="json", omit=("grant_type", "redirect_uri")),
        docs_url=DOCS_URL,
        setup=(
            "Set {redirect_uri} as the alternate launch path of the app; the site URL must cover"
            " it.",
            "Permissions are set on the app, and the merchant installs it; there are no scopes.",
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("authorization_response", "token_request"),
    )


clover = environment("clover", "Clover", "www.clover.com", "api.clover.com")
clover_eu = environment("clover_eu", "Clover Europe", "www.eu.clover.com", "api.eu.clover.com")
clover_la = environment(
    "clover_la", "Clover Latin America", "www.la.clover.com", "api.la.clover.com"
)
clover_sandbox = environment(
    "clover_sandbox", "Clover Sandbox", "sandbox.dev.clover.com", "apisandbox.dev.clover.com"
)
