"""X: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "tweet.read": "Read every post the user can see, also those of protected accounts",
    "users.read": "Read every account the user can see, also protected ones",
    "follows.read": "Read who follows the user and whom the user follows",
    "list.read": "Read the lists the user made or belongs to, private ones too",
    "like.read": "Read the posts the user liked",
    "bookmark.read": "Read the user's bookmarks",
    "dm.read": "Read the user's direct messages",
    "space.read": "Read every Space the user can see",
}

twitter = Preset(
    name="twitter",
    title="X (Twitter)",
    categories=("social", "marketing"),
    keywords=("x", "x.com", "tweets"),
    authorize_url="https://x.com/i/oauth2/authorize",
    token_url="https://api.x.com/2/oauth2/token",
    revocation_url="https://api.x.com/2/oauth2/revoke",
    userinfo_url="https://api.x.com/2/users/me",
    scopes=("tweet.read", "users.read"),
    scope_sets={
        "readonly": ("tweet.read", "users.read"),
        "read_all": tuple(SCOPES),
        "post": ("tweet.read", "users.read", "tweet.write"),
    },
    scope_descriptions={**SCOPES, "tweet.write": "Write and delete posts as the user"},
    api=Api(base_url="https://api.x.com/2"),
    offline=Offline(mode="request", scopes=("offline.access",)),
    access_token_seconds=7200,
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code",
    setup=(
        "Enable OAuth 2.0 in the app's authentication settings and add {redirect_uri} to the"
        " callback URLs; it must match exactly.",
        "Choose Web App or Automated App to get a client secret; native and single page apps are"
        " public clients without one.",
        "The authorization code lasts 30 seconds.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
