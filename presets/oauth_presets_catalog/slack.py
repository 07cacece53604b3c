"""Slack: https://docs.slack.dev/authentication/installing-with-oauth."""

from datetime import date

from oauth_presets import Offline, Preset, TokenResponse

APPS = "https://api.slack.com/apps"
ROTATION = (
    "Refresh tokens come only once token rotation is switched on for the app, which is final."
)
PKCE = (
    "PKCE has to be switched on for the app, which is final too and makes it a public client: its "
    "refresh tokens then expire after 30 days."
)
SCOPES = {
    "channels:history": "Read messages in public channels",
    "channels:read": "List public channels",
    "files:read": "Read shared files",
    "groups:history": "Read messages in private channels",
    "groups:read": "List private channels",
    "team:read": "Read the workspace's name and domain",
    "users:read": "List people",
}

slack = Preset(
    name="slack",
    title="Slack",
    categories=("communication",),
    authorize_url="https://slack.com/oauth/v2/authorize",
    token_url="https://slack.com/api/oauth.v2.access",
    scopes=("channels:history", "channels:read", "files:read", "team:read", "users:read"),
    scope_separator=",",
    scope_sets={
        "public": ("channels:history", "channels:read", "files:read", "team:read", "users:read"),
        "private": tuple(SCOPES),
    },
    scope_descriptions=SCOPES,
    offline=Offline(mode="unknown"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    token_response=TokenResponse(failure={"ok": False}),
    docs_url="https://docs.slack.dev/authentication/installing-with-oauth",
    console_url=APPS,
    setup=(
        "Register {redirect_uri} under OAuth & Permissions, Redirect URLs.",
        "The scopes are bot scopes: add them under Bot Token Scopes. A bot reads only the channels "
        "it is in, and cannot search; slack_user can.",
        ROTATION,
        PKCE,
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)

USER_SCOPES = {
    "search:read": "Search messages and files as the user",
    **{scope: SCOPES[scope] for scope in SCOPES if scope != "team:read"},
}

slack_user = Preset(
    name="slack_user",
    title="Slack (user token)",
    categories=("communication",),
    authorize_url="https://slack.com/oauth/v2_user/authorize",
    token_url="https://slack.com/api/oauth.v2.user.access",
    scopes=("search:read", "channels:history", "channels:read", "files:read", "users:read"),
    scope_separator=",",
    scope_sets={
        "search": ("search:read",),
        "private": tuple(USER_SCOPES),
    },
    scope_descriptions=USER_SCOPES,
    offline=Offline(mode="unknown"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    token_response=TokenResponse(failure={"ok": False}),
    docs_url="https://docs.slack.dev/reference/methods/oauth.v2.user.access",
    console_url=APPS,
    setup=(
        "Register {redirect_uri} under OAuth & Permissions, Redirect URLs.",
        "The scopes are user scopes: add them under User Token Scopes. The token sees what the "
        "user sees.",
        ROTATION,
        PKCE,
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page proves the token endpoint and the shape of its response
    unverified=("authorize_url", "scopes", "scope_separator", "scope_sets"),
)
