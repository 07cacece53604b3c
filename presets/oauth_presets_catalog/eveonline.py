"""EVE Online: https://github.com/esi/esi-docs/blob/HEAD/docs/sso/web_based_sso_flow.md."""

from datetime import date

from oauth_presets import Offline, Preset

eveonline = Preset(
    name="eveonline",
    title="EVE Online",
    categories=("identity", "data"),
    authorize_url="https://login.eveonline.com/v2/oauth/authorize/",
    token_url="https://login.eveonline.com/v2/oauth/token",
    scopes=("publicData",),
    scope_descriptions={"publicData": "Public data of the character"},
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://github.com/esi/esi-docs/blob/HEAD/docs/sso/web_based_sso_flow.md",
    console_url="https://developers.eveonline.com/applications",
    setup=(
        "Enter {redirect_uri} as the callback URL of the application; any other is refused.",
        "Access tokens last 20 minutes.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "console_url"),
)
