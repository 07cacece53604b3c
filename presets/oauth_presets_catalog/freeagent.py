"""FreeAgent: https://dev.freeagent.com/docs/quick_start."""

from datetime import date

from oauth_presets import Api, Offline, Preset


def environment(name: str, title: str, host: str, *notes: str) -> Preset:
    """Make the preset of one FreeAgent environment; only the host differs."""
    return Preset(
        name=name,
        title=title,
        categories=("accounting",),
        keywords=("bookkeeping",),
        authorize_url=f"https://{host}/v2/approve_app",
        token_url=f"https://{host}/v2/token_endpoint",
        userinfo_url=f"https://{host}/v2/users/me",
        offline=Offline(mode="always"),
        token_endpoint_auth_methods=("client_secret_basic",),
        api=Api(base_url=f"https://{host}/v2"),
        registration=("console",),
        docs_url="https://dev.freeagent.com/docs/quick_start",
        console_url="https://dev.freeagent.com/apps",
        setup=(
            "Enter {redirect_uri} as an OAuth redirect URI of the app in the Developer Dashboard.",
            "There are no scopes: the app sees what the user sees. The OAuth identifier is the"
            " client ID.",
            *notes,
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("api", "userinfo_url"),
    )


freeagent = environment("freeagent", "FreeAgent", "api.freeagent.com")
freeagent_sandbox = environment(
    "freeagent_sandbox",
    "FreeAgent Sandbox",
    "api.sandbox.freeagent.com",
    "Sandbox accounts are separate and free; one app serves both environments.",
)
