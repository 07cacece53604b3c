"""Pleo: https://developers.pleo.io/docs/oauth."""

from datetime import date

from oauth_presets import Preset

pleo = Preset(
    name="pleo",
    title="Pleo",
    categories=("accounting", "payments"),
    authorize_url="https://auth.pleo.io/oauth/authorize",
    token_url="https://auth.pleo.io/oauth/token",
    scopes=("export:read",),
    scope_sets={"readonly": ("export:read",), "full": ("export:read", "export:write")},
    scope_descriptions={
        "export:read": "Read exports of expenses",
        "export:write": "Create and change exports of expenses",
    },
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("partner",),
    docs_url="https://developers.pleo.io/docs/oauth",
    setup=(
        "Ask Pleo's partner team for a client, and name {redirect_uri} and the scopes. Its staging"
        " environment, auth.staging.pleo.io, comes first.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
