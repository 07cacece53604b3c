"""Box: https://developer.box.com/guides/authentication/oauth2/without-sdk/.

Scopes are those of https://developer.box.com/guides/api-calls/permissions-and-errors/scopes/, the
further endpoints those of https://github.com/box/box-openapi.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

SCOPES = {
    "root_readonly": "Read all files and folders that the user can read",
    "root_readwrite": "Read, create, change and delete the user's files and folders",
    "manage_managed_users": "Manage the users of the enterprise",
    "manage_groups": "Manage the groups of the enterprise and their members",
    "manage_webhook": "Create webhooks for the user",
}

box = Preset(
    name="box",
    title="Box",
    categories=("files", "documents"),
    keywords=("box.com", "box drive"),
    authorize_url="https://{login}/api/oauth2/authorize",
    token_url="https://api.box.com/oauth2/token",
    revocation_url="https://api.box.com/oauth2/revoke",
    userinfo_url="https://api.box.com/2.0/users/me",
    variables={
        "login": Variable(
            kind="choice",
            default="standard",
            example="verified_enterprise",
            description="Where users sign in; another address with Box Verified Enterprise.",
            choices={"standard": "account.box.com", "verified_enterprise": "ent.box.com"},
        )
    },
    scopes=("root_readonly",),
    scope_sets={
        "readonly": ("root_readonly",),
        "full": ("root_readwrite",),
        "admin": ("root_readwrite", "manage_managed_users", "manage_groups"),
    },
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(
        ("manage_managed_users", "manage_groups"), "admins and co-admins only"
    ),
    offline=Offline(mode="always", rotates=True, seconds=60 * 24 * 3600),
    access_token_seconds=3600,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.box.com/2.0"),
    redirect=Redirect(
        loopback=("127.0.0.1", "localhost"),
        any_port=True,
        note="Scheme, host, path and query must match a registered one.",
    ),
    registration=("console",),
    docs_url="https://developer.box.com/guides/authentication/oauth2/without-sdk/",
    console_url="https://app.box.com/developers/console",
    setup=(
        "Make a custom app with User Authentication (OAuth 2.0), and enter {redirect_uri} among "
        "its redirect URIs.",
        "Tick the scopes on the app too: a request can only narrow them down.",
        "The authorization code lasts a few seconds.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("pkce",),
)
