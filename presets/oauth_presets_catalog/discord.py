"""Discord: https://docs.discord.com/developers/topics/oauth2."""

from datetime import date

from oauth_presets import Offline, Preset

discord = Preset(
    name="discord",
    title="Discord",
    categories=("communication",),
    authorize_url="https://discord.com/oauth2/authorize",
    token_url="https://discord.com/api/oauth2/token",
    scopes=("identify", "guilds"),
    scope_sets={
        "readonly": ("identify", "guilds"),
        "members": ("identify", "guilds", "guilds.members.read"),
        "signin": ("identify", "email"),
    },
    scope_descriptions={
        "identify": "Read who the user is, without the email address",
        "email": "Read the user's email address",
        "guilds": "List the servers the user is in",
        "guilds.members.read": "Read the user's own membership of each server",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://docs.discord.com/developers/topics/oauth2",
    console_url="https://discord.com/developers/applications",
    setup=(
        "Add {redirect_uri} to the redirects of the application, under OAuth2.",
        "No scope of this flow reads messages in a server: that takes a bot, with its own token.",
        "Access tokens last a week. The token endpoint takes form bodies only.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
