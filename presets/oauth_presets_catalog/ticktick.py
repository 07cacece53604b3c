"""TickTick: https://developer.ticktick.com/docs.

The endpoints and PKCE are those of the server's metadata.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

ticktick = Preset(
    name="ticktick",
    title="TickTick",
    categories=("projects",),
    keywords=("tick tick", "to-do"),
    authorize_url="https://ticktick.com/oauth/authorize",
    token_url="https://api.ticktick.com/oauth/token",
    registration_url="https://api.ticktick.com/oauth/register",
    issuer="https://ticktick.com",
    scopes=("tasks:read",),
    scope_sets={"readonly": ("tasks:read",), "full": ("tasks:read", "tasks:write")},
    scope_descriptions={"tasks:read": "Read tasks", "tasks:write": "Create and change tasks"},
    api=Api(base_url="https://api.ticktick.com/open/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://ticktick.com/.well-known/oauth-authorization-server",
    console_url="https://developer.ticktick.com/manage",
    setup=(
        "Create an app with {redirect_uri} as its OAuth redirect URL.",
        "Dida365, the Chinese edition, is another service with its own clients.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline", "token_endpoint_auth_methods", "api"),
)
