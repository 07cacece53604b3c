"""Clover: https://docs.clover.com/dev/docs/high-trust-app-auth-flow.

Hosts are those of https://docs.clover.com/dev/docs/legacy-token-migration-flow.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, TokenRequest

KEYWORDS = ("clover pos", "point of sale", "fiserv")


def environment(name: str, title: str, web_host: str, api_host: str) -> Preset:
    """Make the preset of one Clover environment; both of its hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments", "commerce"),
        keywords=KEYWORDS,
        authorize_url=f"https://{web_host}/oauth/v2/authorize",
        token_url=f"https://{api_host}/oauth/v2/token",
        refresh_url=f"https://{api_host}/oauth/v2/refresh",
        authorization_response=AuthorizationResponse(
            extras={"merchant_id": "The merchant, needed in every API call"}
        ),
        token_request=TokenRequest(body="json", omit=("grant_type", "redirect_uri")),
        offline=Offline(mode="always"),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "none"),
        api=Api(base_url=f"https://{api_host}/v3"),
        registration=("console",),
        docs_url="https://docs.clover.com/dev/docs/high-trust-app-auth-flow",
        setup=(
            "Set {redirect_uri} as the alternate launch path of the app; the site URL must cover"
            " it.",
            "Permissions are set on the app, and the merchant installs it; there are no scopes.",
            "Tokens come with access_token_expiration, a Unix time, in place of expires_in.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("api",),
    )


clover = environment("clover", "Clover", "www.clover.com", "api.clover.com")
clover_eu = environment("clover_eu", "Clover Europe", "www.eu.clover.com", "api.eu.clover.com")
clover_la = environment(
    "clover_la", "Clover Latin America", "www.la.clover.com", "api.la.clover.com"
)
clover_sandbox = environment(
    "clover_sandbox", "Clover Sandbox", "sandbox.dev.clover.com", "apisandbox.dev.clover.com"
)
