"""Reddit: https://github.com/reddit-archive/reddit/wiki/oauth2.

The endpoints and their client authentication are in the same repository, in
r2/r2/controllers/oauth2.py.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "identity": "User name and sign-up date",
    "read": "Read posts and comments",
    "history": "Read the user's votes, comments and saved posts",
    "mysubreddits": "List the subreddits the user follows, moderates or contributes to",
    "wikiread": "Read wiki pages",
}

reddit = Preset(
    name="reddit",
    title="Reddit",
    categories=("social",),
    authorize_url="https://www.reddit.com/api/v1/authorize",
    token_url="https://www.reddit.com/api/v1/access_token",
    revocation_url="https://www.reddit.com/api/v1/revoke_token",
    userinfo_url="https://oauth.reddit.com/api/v1/me",
    scopes=("identity", "read"),
    scope_sets={
        "readonly": ("identity", "read"),
        "read_all": tuple(SCOPES),
        "post": ("identity", "read", "submit", "edit"),
    },
    scope_descriptions={
        **SCOPES,
        "submit": "Post links and comments",
        "edit": "Change and delete own posts and comments",
    },
    api=Api(base_url="https://oauth.reddit.com"),
    offline=Offline(mode="request", params={"duration": "permanent"}, rotates=False),
    access_token_seconds=3600,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://github.com/reddit-archive/reddit/wiki/oauth2",
    console_url="https://www.reddit.com/prefs/apps",
    setup=(
        "Access to the API is no longer self-service: ask Reddit for approval first.",
        "Create an app of the type web app with {redirect_uri} as its redirect uri.",
        "Send a descriptive User-Agent header with every request, the token request too.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("pkce", "scope_sets", "scope_descriptions"),
)
