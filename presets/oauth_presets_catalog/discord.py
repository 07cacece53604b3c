"""Discord: https://docs.discord.com/developers/topics/oauth2."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("identify", "guilds")

SCOPES = {
    "identify": "Read who the user is, without the email address",
    "email": "Read the user's email address",
    "connections": "Read the user's linked accounts with other services",
    "guilds": "List the servers the user is in",
    "guilds.join": "Add the user to a server that the app's bot is in",
    "guilds.members.read": "Read the user's own membership of each server",
    "gdm.join": "Add the user to a group direct message",
    "bot": "Add the app's bot to a server that the user picks",
    "applications.commands": "Add the app's commands to a server",
    "applications.entitlements": "Read the entitlements of the user's applications",
    "role_connections.write": "Update the user's linked-role metadata for the app",
    "webhook.incoming": "Create a webhook, which comes with the token",
    "dm_channels.read": "Read about the user's direct messages",
    "relationships.read": "Read the user's friends, requests and blocks",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "members": (*READ_ONLY, "guilds.members.read"),
    "signin": ("identify", "email"),
    "bot": ("bot", "applications.commands"),
    "webhook": ("webhook.incoming",),
}

discord = Preset(
    name="discord",
    title="Discord",
    categories=("communication",),
    keywords=("discord bot", "discord server", "guild"),
    authorize_url="https://discord.com/oauth2/authorize",
    token_url="https://discord.com/api/oauth2/token",
    revocation_url="https://discord.com/api/oauth2/token/revoke",
    userinfo_url="https://discord.com/api/users/@me",
    device_authorization_url="https://discord.com/api/oauth2/device/authorize",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(
        ("dm_channels.read", "relationships.read"), "only available to approved partners"
    ),
    offline=Offline(mode="always"),
    access_token_seconds=7 * 24 * 3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    api=Api(base_url="https://discord.com/api/v10"),
    registration=("console",),
    docs_url="https://docs.discord.com/developers/topics/oauth2",
    console_url="https://discord.com/developers/applications",
    setup=(
        "Add {redirect_uri} to the redirects of the application, under OAuth2.",
        "No scope of this flow reads messages in a server: that takes a bot, with its own token.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("pkce",),
)
