"""DATEV: https://developer.datev.de/en/guides/authentication.

The page shows where the discovery documents are; these show the endpoints.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset


def environment(name: str, title: str, realm: str, token_host: str) -> Preset:
    """Make the preset of one DATEV environment; only the addresses differ."""
    return Preset(
        name=name,
        title=title,
        categories=("accounting",),
        keywords=("datev online", "steuerberater"),
        authorize_url=f"https://login.datev.de/{realm}/authorize",
        token_url=f"https://{token_host}/token",
        issuer=f"https://login.datev.de/{realm}",
        revocation_url=f"https://{token_host}/revoke",
        userinfo_url=f"https://{token_host}/userinfo",
        jwks_url=f"https://{token_host}/certs",
        scopes=("openid", "profile", "datev:accounting:clients"),
        scope_descriptions={
            "openid": "Sign the user in and return an ID token",
            "profile": "Name of the user",
            "account_id": "Identifier of the DATEV account",
            "datev:accounting:clients": "List the clients of the tax adviser",
            "datev:accounting:documents": "Send documents",
        },
        authorize_params={"enableWindowsSso": "true"},
        api=Api(headers={"X-DATEV-Client-Id": "{client_id}"}),
        offline=Offline(mode="request", scopes=("offline_access",)),
        access_token_seconds=900,
        pkce="required",
        token_endpoint_auth_methods=("client_secret_basic",),
        registration=("partner",),
        docs_url=f"https://login.datev.de/{realm}/.well-known/openid-configuration",
        setup=(
            "Register an app in the developer portal, with {redirect_uri}. Production takes a"
            " partner contract and DATEV's approval.",
            "The user signs in with a SmartCard or SmartLogin; the sandbox has test accounts.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=(
            "api",
            "scopes",
            "offline",
            "access_token_seconds",
            "token_endpoint_auth_methods",
        ),
    )


datev = environment("datev", "DATEV", "openid", "api.datev.de")

datev_sandbox = environment(
    "datev_sandbox", "DATEV (sandbox)", "openidsandbox", "sandbox-api.datev.de"
)
