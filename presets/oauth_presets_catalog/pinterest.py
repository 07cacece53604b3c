"""Pinterest: https://developers.pinterest.com/docs/getting-started/.

The scopes are listed in its own https://github.com/pinterest/api-quickstart.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "user_accounts:read": "Read the account and its followers",
    "boards:read": "Read public boards",
    "pins:read": "Read public Pins",
    "boards:read_secret": "Read secret boards",
    "pins:read_secret": "Read secret Pins",
    "ads:read": "Read ad accounts, campaigns and their reports",
    "catalogs:read": "Read product catalogues",
}

pinterest = Preset(
    name="pinterest",
    title="Pinterest",
    categories=("social", "marketing"),
    authorize_url="https://www.pinterest.com/oauth/",
    token_url="https://api.pinterest.com/v5/oauth/token",
    userinfo_url="https://api.pinterest.com/v5/user_account",
    scopes=("user_accounts:read", "boards:read", "pins:read"),
    scope_separator=",",
    scope_sets={
        "readonly": ("user_accounts:read", "boards:read", "pins:read"),
        "read_all": tuple(SCOPES),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.pinterest.com/v5"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url=(
        "https://developers.pinterest.com/docs/getting-started/"
        "set-up-authentication-and-authorization/"
    ),
    console_url="https://developers.pinterest.com/apps/",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the app.",
        "A new app has trial access until Pinterest approves it for more.",
        "An app made before 2025-09-25 gets lasting refresh tokens with"
        " token_params={'continuous_refresh': 'true'}.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("pkce", "scope_separator"),
)
