"""CloudConvert: https://cloudconvert.com/api/v2."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "user.read": "Read the account",
    "task.read": "Read jobs and tasks",
    "task.write": "Start and change jobs and tasks",
    "user.write": "Change the account",
}

cloudconvert = Preset(
    name="cloudconvert",
    title="CloudConvert",
    categories=("files",),
    keywords=("file conversion",),
    authorize_url="https://cloudconvert.com/oauth/authorize",
    token_url="https://cloudconvert.com/oauth/token",
    userinfo_url="https://api.cloudconvert.com/v2/users/me",
    scopes=("user.read", "task.read"),
    scope_sets={
        "readonly": ("user.read", "task.read"),
        "convert": ("user.read", "task.read", "task.write"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.cloudconvert.com/v2"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://cloudconvert.com/api/v2",
    setup=("Create an OAuth 2.0 client in the dashboard, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "scopes",
        "scope_sets",
        "offline",
        "token_endpoint_auth_methods",
    ),
)
