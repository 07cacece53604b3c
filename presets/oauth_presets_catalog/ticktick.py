"""TickTick: https://developer.ticktick.com/docs."""

from datetime import date

from oauth_presets import Api, Offline, Preset

ticktick = Preset(
    name="ticktick",
    title="TickTick",
    categories=("projects",),
    keywords=("tick tick", "to-do"),
    authorize_url="https://ticktick.com/oauth/authorize",
    token_url="https://ticktick.com/oauth/token",
    scopes=("tasks:read",),
    scope_sets={"readonly": ("tasks:read",), "full": ("tasks:read", "tasks:write")},
    scope_descriptions={"tasks:read": "Read tasks", "tasks:write": "Create and change tasks"},
    api=Api(base_url="https://api.ticktick.com/open/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://developer.ticktick.com/docs",
    console_url="https://developer.ticktick.com/manage",
    setup=(
        "Create an app with {redirect_uri} as its OAuth redirect URL.",
        "Dida365, the Chinese edition, is another service with its own clients.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "offline", "token_endpoint_auth_methods", "api"),
)
