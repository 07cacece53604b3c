"""Kick: https://github.com/KickEngineering/KickDevDocs."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("user:read", "channel:read", "channel:rewards:read", "kicks:read")

SCOPES = {
    "user:read": "Read the user's name, identifier and account",
    "channel:read": "Read the channel's description and category",
    "channel:write": "Change the title and category of a livestream",
    "channel:rewards:read": "Read the rewards for channel points",
    "channel:rewards:write": "Read, add, change and delete them",
    "chat:write": "Write in chats, as the user or as a bot",
    "streamkey:read": "Read the user's stream URL and stream key",
    "events:subscribe": "Subscribe to chat messages, follows and subscriptions",
    "moderation:ban": "Ban users and lift bans",
    "moderation:chat_message:manage": "Moderate chat messages",
    "kicks:read": "Read leaderboards and other KICKs data",
}

kick = Preset(
    name="kick",
    title="Kick",
    categories=("media", "social"),
    keywords=("kick.com",),
    authorize_url="https://id.kick.com/oauth/authorize",
    token_url="https://id.kick.com/oauth/token",
    userinfo_url="https://api.kick.com/public/v1/users",
    scopes=("user:read",),
    scope_sets={
        "readonly": READ_ONLY,
        "chat": ("user:read", "channel:read", "chat:write", "events:subscribe"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.kick.com/public/v1"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=(
        "https://github.com/KickEngineering/KickDevDocs/blob/HEAD/"
        "getting-started/generating-tokens-oauth2-flow.md"
    ),
    setup=("Enter {redirect_uri} as a redirect URL of the app in the Kick developer settings.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
