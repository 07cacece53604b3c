"""Adobe Acrobat Sign: https://developer.adobe.com/acrobat-sign/docs/overview/developer_guide/.

The source of that guide is https://github.com/AdobeDocs/acrobat-sign-developer-guide; both sets of
endpoints are listed on its page overview/signgov/diffs.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

READ_ONLY = ("agreement_read", "library_read", "user_read")
DESCRIPTIONS = {
    "agreement_read": "Read the user's agreements",
    "agreement_write": "Change the user's agreements",
    "agreement_send": "Send agreements",
    "library_read": "Read the user's templates",
    "library_write": "Change the user's templates",
    "user_read": "Read who the user is",
    "user_write": "Change the user's settings",
    "user_login": "Sign the user in on pages of Acrobat Sign",
    "widget_read": "Read the user's web forms",
    "widget_write": "Change the user's web forms",
    "workflow_read": "Read workflows",
    "webhook_read": "Read webhooks",
}
CONSOLE = (
    "Enter {redirect_uri} under Configure OAuth for Application.",
    "Enable each scope there too, with its modifier: self, group or account.",
)

acrobat_sign = Preset(
    name="acrobat_sign",
    title="Adobe Acrobat Sign",
    categories=("documents",),
    keywords=("adobe sign", "echosign", "adobe", "esignature", "e-signature"),
    authorize_url="https://secure.{shard}.adobesign.com/public/oauth/v2",
    token_url="https://api.{shard}.adobesign.com/oauth/v2/token",
    refresh_url="https://api.{shard}.adobesign.com/oauth/v2/refresh",
    revocation_url="https://api.{shard}.adobesign.com/oauth/v2/revoke",
    variables={
        "shard": Variable(
            kind="label",
            example="na1",
            description="Where the account lives: na1 where users sign in at "
            "secure.na1.adobesign.com.",
        )
    },
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "send": (*READ_ONLY, "agreement_write", "agreement_send"),
        "account": tuple(f"{scope}:account" for scope in READ_ONLY),
    },
    scope_descriptions={
        **DESCRIPTIONS,
        "agreement_read:account": "Read the agreements of the whole account",
        "library_read:account": "Read the templates of the whole account",
        "user_read:account": "Read about all users of the account",
    },
    scope_restrictions=dict.fromkeys(
        (f"{scope}:account" for scope in READ_ONLY), "account admins only"
    ),
    offline=Offline(mode="always", rotates=False, seconds=60 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.{shard}.adobesign.com/api/rest/v6"),
    redirect=Redirect(note="It must be https."),
    registration=("console", "partner"),
    docs_url="https://developer.adobe.com/acrobat-sign/docs/overview/developer_guide/gstarted",
    setup=(
        *CONSOLE,
        "An application of the domain PARTNER, for other accounts, needs a certification by Adobe.",
        "Each use of a refresh token gives it another 60 days.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api", "scope_descriptions", "revocation_url"),
)

GOVERNMENT = "https://secure.na1.adobesign.us/api/gateway/adobesignauthservice/api/v1"

acrobat_sign_government = Preset(
    name="acrobat_sign_government",
    title="Adobe Acrobat Sign for Government",
    categories=("documents",),
    keywords=("adobe sign gov", "fedramp"),
    authorize_url=f"{GOVERNMENT}/authorize",
    token_url=f"{GOVERNMENT}/token",
    scopes=READ_ONLY,
    scope_descriptions=DESCRIPTIONS,
    offline=Offline(mode="request", scopes=("offline_access",)),
    token_endpoint_auth_methods=("client_secret_post", "private_key_jwt"),
    registration=("console",),
    docs_url="https://developer.adobe.com/acrobat-sign/docs/overview/signgov/apps",
    setup=(
        *CONSOLE,
        "Each request needs authorize_params={'login_hint': ...} with the user's email address.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes",),
)
