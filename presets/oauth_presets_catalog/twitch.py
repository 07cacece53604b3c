"""Twitch: https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "user:read:email": "Read the account with its email address",
    "openid": "Sign the user in and return an ID token",
    "user:read:follows": "See which channels the user follows",
    "user:read:subscriptions": "See whether the user subscribes to a channel",
    "channel:read:subscriptions": "See the subscribers of the user's channel",
    "bits:read": "See the Bits given to the channel",
    "moderator:read:followers": "See the followers of a channel that the user moderates",
    "user:read:chat": "Read chat messages",
}

twitch = Preset(
    name="twitch",
    title="Twitch",
    categories=("media", "social"),
    keywords=("twitch.tv", "helix"),
    authorize_url="https://id.twitch.tv/oauth2/authorize",
    token_url="https://id.twitch.tv/oauth2/token",
    revocation_url="https://id.twitch.tv/oauth2/revoke",
    userinfo_url="https://api.twitch.tv/helix/users",
    device_authorization_url="https://id.twitch.tv/oauth2/device",
    absent=("introspection_url",),
    issuer="https://id.twitch.tv/oauth2",
    scopes=("user:read:email",),
    scope_sets={
        "readonly": ("user:read:email",),
        "signin": ("openid",),
        "channel": ("channel:read:subscriptions", "bits:read", "moderator:read:followers"),
        "follows": ("user:read:follows", "user:read:subscriptions"),
        "chat": ("user:read:chat",),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.twitch.tv/helix", headers={"Client-Id": "{client_id}"}),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/",
    console_url="https://dev.twitch.tv/console/apps",
    setup=(
        "Add {redirect_uri} to the OAuth redirect URLs of the application.",
        "Choose the client type Confidential to get a client secret.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=(
        "absent",
        "issuer",
        "pkce",
        "redirect",
        "scopes",
        "scope_sets",
        "scope_descriptions",
        "api",
    ),
)
