"""Box: https://developer.box.com/guides/authentication/oauth2/without-sdk/.

Scopes are those of https://developer.box.com/guides/api-calls/permissions-and-errors/scopes/.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

box = Preset(
    name="box",
    title="Box",
    categories=("files", "documents"),
    authorize_url="https://{login}/api/oauth2/authorize",
    token_url="https://api.box.com/oauth2/token",
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
    scope_sets={"readonly": ("root_readonly",), "full": ("root_readwrite",)},
    scope_descriptions={
        "root_readonly": "Read all files and folders that the user can read",
        "root_readwrite": "Read, create, change and delete the user's files and folders",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.box.com/guides/authentication/oauth2/without-sdk/",
    console_url="https://app.box.com/developers/console",
    setup=(
        "Make a custom app with User Authentication (OAuth 2.0), and enter {redirect_uri} among "
        "its redirect URIs, exactly as it is sent.",
        "Tick the scopes on the app too: a request can only narrow them down.",
        "The authorization code lasts a few seconds. A refresh token works once, within 60 days.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
