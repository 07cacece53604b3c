"""Deel: https://developer.deel.com/api/oauth."""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = ("organizations:read", "contracts:read")
COMMON: dict[str, Any] = {
    "categories": ("people",),
    "keywords": ("deel hr", "payroll"),
    "scopes": SCOPES,
    "scope_sets": {"readonly": SCOPES},
    "scope_descriptions": {
        "organizations:read": "Read the organisation",
        "contracts:read": "Read contracts",
    },
    "offline": Offline(mode="always"),
    "token_endpoint_auth_methods": ("client_secret_basic",),
    "redirect": Redirect(note="It must match the registered one exactly."),
    "registration": ("console",),
    "docs_url": "https://developer.deel.com/api/oauth",
    "setup": (
        "Make an app in the Developer Center, with {redirect_uri} as its redirect URI.",
        "An organisation app reaches the whole organisation, as far as its scopes go; the API "
        "reference names the scope of each call.",
    ),
}
CLIENT = {"x-client-id": "{client_id}"}

deel = Preset(
    name="deel",
    title="Deel",
    authorize_url="https://app.deel.com/oauth2/authorize",
    token_url="https://app.deel.com/oauth2/tokens",
    api=Api(base_url="https://api.letsdeel.com/rest/v2", headers=CLIENT),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    **COMMON,
)

deel_sandbox = Preset(
    name="deel_sandbox",
    title="Deel Sandbox",
    authorize_url="https://app.demo.deel.com/oauth2/authorize",
    token_url="https://app.demo.deel.com/oauth2/tokens",
    api=Api(base_url="https://api-sandbox.demo.deel.com/rest/v2", headers=CLIENT),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "api"),
    **COMMON,
)
