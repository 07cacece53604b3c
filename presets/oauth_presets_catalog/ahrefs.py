"""Ahrefs: https://docs.ahrefs.com/ahrefs-connect/docs/oauth-guide.

Both endpoints are in https://api.ahrefs.com/.well-known/oauth-authorization-server.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

ahrefs = Preset(
    name="ahrefs",
    title="Ahrefs",
    categories=("marketing", "analytics"),
    keywords=("ahrefs connect", "seo"),
    authorize_url="https://app.ahrefs.com/web/oauth/authorize",
    token_url="https://ahrefs.com/oauth/token",
    scopes=("apiv3-integration-apps",),
    scope_descriptions={"apiv3-integration-apps": "Use version 3 of the API at the user's expense"},
    api=Api(base_url="https://api.ahrefs.com/v3"),
    offline=Offline(mode="never"),
    access_token_seconds=365 * 24 * 3600,
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("partner",),
    docs_url="https://docs.ahrefs.com/ahrefs-connect/docs/oauth-guide",
    setup=(
        "Under Account settings, Ahrefs Connect, register an app with {redirect_uri}. It works"
        " once Ahrefs has reviewed it.",
        "A product that is not listed yet needs an Enterprise plan for the review.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("access_token_seconds", "api", "offline", "token_endpoint_auth_methods"),
)
