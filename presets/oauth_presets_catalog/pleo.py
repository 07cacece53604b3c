"""Pleo: https://developers.pleo.io/docs/oauth."""

from datetime import date

from oauth_presets import Offline, Preset


def environment(name: str, title: str, host: str) -> Preset:
    """Make the preset of one Pleo environment; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("accounting", "payments"),
        keywords=("expenses", "corporate cards"),
        authorize_url=f"https://{host}/oauth/authorize",
        token_url=f"https://{host}/oauth/token",
        scopes=("export:read",),
        scope_sets={"readonly": ("export:read",), "full": ("export:read", "export:write")},
        scope_descriptions={
            "export:read": "Read exports of expenses",
            "export:write": "Create and change exports of expenses",
        },
        offline=Offline(mode="always"),
        pkce="required",
        token_endpoint_auth_methods=("client_secret_basic",),
        registration=("partner",),
        docs_url="https://developers.pleo.io/docs/oauth",
        setup=(
            "Ask Pleo's partner team for a client, and name {redirect_uri} and the scopes, which"
            " are fixed then. Staging comes first.",
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("offline",),
    )


pleo = environment("pleo", "Pleo", "auth.pleo.io")

pleo_staging = environment("pleo_staging", "Pleo (staging)", "auth.staging.pleo.io")
