"""Ramp: https://docs.ramp.com/developer-api/v1/authorization.

The hosts are those of https://github.com/ramp-public/ramp-cli and ramp_mcp there.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ = (
    "business:read",
    "transactions:read",
    "receipts:read",
    "bills:read",
    "reimbursements:read",
    "users:read",
)


SCOPES = {
    "business:read": "Read the company's profile",
    "transactions:read": "Read card transactions",
    "receipts:read": "Read receipts",
    "bills:read": "Read bills",
    "reimbursements:read": "Read reimbursements",
    "users:read": "Read users",
}


def environment(name: str, title: str, web_host: str, api_host: str) -> Preset:
    """Make the preset of one environment; both of its hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("accounting", "payments"),
        authorize_url=f"https://{web_host}/v1/authorize",
        token_url=f"https://{api_host}/developer/v1/token",
        revocation_url=f"https://{api_host}/developer/v1/token/revoke",
        scopes=READ,
        scope_sets={"readonly": READ, "transactions": ("transactions:read", "receipts:read")},
        scope_descriptions=SCOPES,
        api=Api(base_url=f"https://{api_host}/developer/v1"),
        offline=Offline(mode="always"),
        access_token_seconds=3600,
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic",),
        registration=("console",),
        docs_url="https://github.com/ramp-public/ramp-cli",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the app, and allow it the scopes.",
            "Only an admin or the owner of the business can authorize.",
            "Without a secret, public clients redeem the code at /developer/v1/token/pkce.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("access_token_seconds", "pkce", "revocation_url"),
    )


ramp = environment("ramp", "Ramp", "app.ramp.com", "api.ramp.com")
ramp_sandbox = environment("ramp_sandbox", "Ramp (sandbox)", "demo.ramp.com", "demo-api.ramp.com")
