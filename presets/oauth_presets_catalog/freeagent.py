"""FreeAgent: https://dev.freeagent.com/docs/quick_start."""

from datetime import date

from oauth_presets import Offline, Preset

DOCS_URL = "https://dev.freeagent.com/docs/quick_start"
CONSOLE_URL = "https://dev.freeagent.com/apps"
SETUP = (
    "Enter {redirect_uri} as an OAuth redirect URI of the app in the Developer Dashboard.",
    "There are no scopes: the app sees what the user sees. The OAuth identifier is the client ID.",
)

freeagent = Preset(
    name="freeagent",
    title="FreeAgent",
    categories=("accounting",),
    authorize_url="https://api.freeagent.com/v2/approve_app",
    token_url="https://api.freeagent.com/v2/token_endpoint",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=SETUP,
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)

freeagent_sandbox = Preset(
    name="freeagent_sandbox",
    title="FreeAgent Sandbox",
    categories=("accounting",),
    authorize_url="https://api.sandbox.freeagent.com/v2/approve_app",
    token_url="https://api.sandbox.freeagent.com/v2/token_endpoint",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url=DOCS_URL,
    console_url=CONSOLE_URL,
    setup=(*SETUP, "Sandbox accounts are separate and free; one app serves both environments."),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
