"""Slack: https://docs.slack.dev/authentication/installing-with-oauth.

Scopes: https://docs.slack.dev/reference/scopes.
"""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, TokenResponse, Variable

READ = {
    "channels:history": "Read messages in public channels",
    "channels:read": "List public channels",
    "groups:history": "Read messages in private channels",
    "groups:read": "List private channels",
    "im:history": "Read direct messages",
    "im:read": "List direct messages",
    "mpim:history": "Read group direct messages",
    "mpim:read": "List group direct messages",
    "files:read": "Read shared files",
    "canvases:read": "Read canvases",
    "lists:read": "Read lists",
    "bookmarks:read": "Read the bookmarks of channels",
    "pins:read": "Read what is pinned in channels",
    "reactions:read": "Read emoji reactions",
    "emoji:read": "List custom emoji",
    "links:read": "Read links of unfurled domains in messages",
    "team:read": "Read the workspace's name and domain",
    "usergroups:read": "List user groups and their members",
    "users:read": "List people",
    "users:read.email": "See people's email addresses",
    "users.profile:read": "See details of people's profiles",
    "dnd:read": "See people's Do Not Disturb settings",
    "calls:read": "Read about calls",
}
BOT = READ | {
    "chat:write": "Write messages as the app",
    "app_mentions:read": "Read messages that mention the app",
}
USER = READ | {
    "search:read": "Search messages and files as the user",
    "search:read.public": "Search public channels",
    "search:read.private": "Search private channels",
    "search:read.im": "Search direct messages",
    "search:read.mpim": "Search group direct messages",
    "search:read.files": "Search files",
    "search:read.users": "Search people",
    "reminders:read": "Read the user's reminders",
    "stars:read": "Read what the user saved",
    "chat:write": "Write messages as the user",
}
PUBLIC = ("channels:history", "channels:read", "files:read", "team:read", "users:read")
PRIVATE = (*PUBLIC, "groups:history", "groups:read")
DIRECT = ("im:history", "im:read", "mpim:history", "mpim:read")
DOMAIN = Variable(
    kind="choice",
    default="commercial",
    example="gov",
    description="Slack or GovSlack; each has its own apps and workspaces.",
    choices={"commercial": "slack.com", "gov": "slack-gov.com"},
)


def token(
    name: str,
    title: str,
    paths: tuple[str, str],
    described: Mapping[str, str],
    sets: Mapping[str, tuple[str, ...]],
    step: str,
) -> Preset:
    """Make the preset of bot or user tokens; the first of the sets is the default."""
    return Preset(
        name=name,
        title=title,
        categories=("communication",),
        authorize_url=f"https://{{domain}}{paths[0]}",
        token_url=f"https://{{domain}}{paths[1]}",
        userinfo_url="https://{domain}/api/auth.test",
        absent=("revocation_url", "introspection_url"),
        variables={"domain": DOMAIN},
        scopes=next(iter(sets.values())),
        scope_separator=",",
        scope_sets=sets,
        scope_descriptions=described,
        token_response=TokenResponse(failure={"ok": False}),
        api=Api(base_url="https://{domain}/api"),
        redirect=Redirect(
            loopback=("localhost",), note="Only with PKCE switched on, and not for bot scopes."
        ),
        offline=Offline(mode="unknown", rotates=True),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
        registration=("console",),
        console_url="https://api.slack.com/apps",
        setup=(
            "Register {redirect_uri} under OAuth & Permissions, Redirect URLs.",
            step,
            "Refresh tokens come only once token rotation is switched on for the app, which is"
            " final; access tokens then last twelve hours.",
            "Switch PKCE on for the app to use it: that is final too and makes it a public"
            " client: its refresh tokens then expire after 30 days.",
            "To end a token, call auth.revoke with it.",
        ),
        docs_url="https://docs.slack.dev/authentication/installing-with-oauth",
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("userinfo_url",),
    )


slack = token(
    "slack",
    "Slack",
    ("/oauth/v2/authorize", "/api/oauth.v2.access"),
    BOT,
    {
        "public": PUBLIC,
        "private": PRIVATE,
        "direct": (*PRIVATE, *DIRECT),
        "people": ("team:read", "users:read", "users:read.email", "usergroups:read"),
        "send": ("chat:write",),
        "readonly": tuple(READ),
    },
    "The scopes are bot scopes: add them under Bot Token Scopes. A bot reads only the channels it"
    " is in, and cannot search; slack_user can.",
)
slack_user = token(
    "slack_user",
    "Slack (user token)",
    ("/oauth/v2_user/authorize", "/api/oauth.v2.user.access"),
    USER,
    {
        "default": ("search:read", "channels:history", "channels:read", "files:read", "users:read"),
        "search": ("search:read",),
        "search_public": ("search:read.public", "search:read.files", "search:read.users"),
        "private": ("search:read", *(scope for scope in PRIVATE if scope != "team:read")),
        "direct": ("search:read", *PRIVATE, *DIRECT),
        "send": ("chat:write",),
        "readonly": tuple(scope for scope in USER if scope != "chat:write"),
    },
    "The scopes are user scopes: add them under User Token Scopes. The token sees what the user"
    " sees.",
)
