"""Mercury: https://docs.mercury.com/reference/start-oauth2-flow.

The endpoints are those of Mercury's own client, https://github.com/MercuryTechnologies/mercury-cli.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset


def environment(name: str, title: str, host: str, base_url: str | None = None) -> Preset:
    """Make the preset of one Mercury environment; only the hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments", "accounting"),
        keywords=("mercury bank", "banking"),
        authorize_url=f"https://{host}/oauth2/auth",
        token_url=f"https://{host}/oauth2/token",
        revocation_url=f"https://{host}/oauth2/revoke",
        scopes=("read",),
        scope_sets={"readonly": ("read",), "full": ("read", "write")},
        scope_descriptions={
            "read": "Read accounts and transactions",
            "write": "Send money and change what the user may change",
        },
        api=Api(base_url=base_url),
        offline=Offline(
            mode="request", scopes=("offline_access",), rotates=True, seconds=2_592_000
        ),
        access_token_seconds=3600,
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic", "none"),
        registration=("partner",),
        docs_url="https://github.com/MercuryTechnologies/mercury-cli",
        setup=("Apply to Mercury with {redirect_uri} and a GPG key, which encrypts the secret.",),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("token_endpoint_auth_methods",),
    )


mercury = environment("mercury", "Mercury", "oauth2.mercury.com", "https://api.mercury.com/api/v1")

mercury_sandbox = environment("mercury_sandbox", "Mercury (sandbox)", "oauth2-sandbox.mercury.com")
