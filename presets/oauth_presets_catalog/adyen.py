"""Adyen: https://docs.adyen.com/development-resources/oauth/integration.

The page shows scopes and how clients are made; the endpoints are those of other catalogues.
"""

from datetime import date

from oauth_presets import Offline, Preset


def environment(name: str, title: str, suffix: str, *setup: str) -> Preset:
    """Make the preset of one Adyen environment; only the hosts differ."""
    return Preset(
        name=name,
        title=title,
        categories=("payments",),
        authorize_url=f"https://ca-{suffix}.adyen.com/ca/ca/oauth/connect.shtml",
        token_url=f"https://oauth-{suffix}.adyen.com/v1/token",
        scopes=("psp.webhook:read",),
        scope_descriptions={
            "psp.webhook:read": "See the settings of webhooks",
            "psp.webhook:write": "Change the settings of webhooks",
            "psp.onlinepayment:write": "Make online payments",
        },
        offline=Offline(mode="always"),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic",),
        registration=("partner",),
        docs_url="https://docs.adyen.com/development-resources/oauth/integration",
        setup=(
            "Under Developer, OAuth apps, create an app with {redirect_uri} and its scopes, which"
            " cannot be changed later and are granted all or none.",
            *setup,
        ),
        verified_on=date(2026, 11, 27),
        evidence="catalogues",
        unverified=("authorize_url", "token_url", "token_endpoint_auth_methods", "pkce"),
    )


adyen = environment("adyen", "Adyen", "live", "Only partner accounts can make one here.")

adyen_test = environment("adyen_test", "Adyen (test)", "test")
