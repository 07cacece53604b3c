"""EVE Online: https://developers.eveonline.com/docs/services/sso/.

The endpoints are those of https://login.eveonline.com/.well-known/oauth-authorization-server.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "publicData": "Public data of the character",
    "esi-wallet.read_character_wallet.v1": "Read the character's wallet",
    "esi-skills.read_skills.v1": "Read the character's skills",
    "esi-skills.read_skillqueue.v1": "Read what the character trains",
    "esi-assets.read_assets.v1": "Read what the character owns",
}
SCOPE_SETS = {
    "readonly": ("publicData",),
    "wallet": ("publicData", "esi-wallet.read_character_wallet.v1"),
    "skills": ("publicData", "esi-skills.read_skills.v1", "esi-skills.read_skillqueue.v1"),
    "assets": ("publicData", "esi-assets.read_assets.v1"),
}

eveonline = Preset(
    name="eveonline",
    title="EVE Online",
    categories=("identity", "data"),
    keywords=("eve sso", "esi", "ccp games"),
    authorize_url="https://login.eveonline.com/v2/oauth/authorize/",
    token_url="https://login.eveonline.com/v2/oauth/token",
    revocation_url="https://login.eveonline.com/v2/oauth/revoke",
    jwks_url="https://login.eveonline.com/oauth/jwks",
    scopes=("publicData",),
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    access_token_seconds=20 * 60,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    api=Api(base_url="https://esi.evetech.net"),
    registration=("console",),
    docs_url="https://github.com/esi/esi-docs/blob/HEAD/docs/sso/web_based_sso_flow.md",
    console_url="https://developers.eveonline.com/applications",
    setup=(
        "Enter {redirect_uri} as the callback URL of the application; any other is refused.",
        "The access token is a JWT that names the character.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "jwks_url", "scopes", "scope_sets", "api", "console_url"),
)
