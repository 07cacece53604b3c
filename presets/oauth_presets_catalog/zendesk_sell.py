"""Zendesk Sell: https://developer.zendesk.com/api-reference/sales-crm/authentication/requests."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "read": "Read the data of the CRM",
    "write": "Create and change the data of the CRM",
    "profile": "Who the user is",
}

zendesk_sell = Preset(
    name="zendesk_sell",
    title="Zendesk Sell",
    categories=("crm", "sales"),
    keywords=("base crm", "getbase", "futuresimple"),
    authorize_url="https://api.getbase.com/oauth2/authorize",
    token_url="https://api.getbase.com/oauth2/token",
    scopes=("read", "profile"),
    scope_sets={"readonly": ("read", "profile"), "full": ("read", "write", "profile")},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.getbase.com"),
    offline=Offline(mode="always"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://developer.zendesk.com/api-reference/sales-crm/authentication/requests",
    setup=(
        "Under Settings, Integrations, OAuth, add a developer app with {redirect_uri}.",
        "It is another server than that of Zendesk Support: no subdomain.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "scopes", "api", "pkce"),
)
