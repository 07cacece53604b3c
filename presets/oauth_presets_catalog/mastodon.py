"""Mastodon: https://docs.joinmastodon.org/methods/oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "read": "Read everything that the account can see",
    "profile": "Read the account's own profile",
    "read:accounts": "Read profiles",
    "read:statuses": "Read posts",
    "write": "Post, and change everything of the account",
}

BASE_URL = Variable(
    kind="base_url",
    example="https://mastodon.social",
    description="Address of the Mastodon server on which the account lives.",
)

mastodon = Preset(
    name="mastodon",
    title="Mastodon",
    categories=("social",),
    keywords=("fediverse", "activitypub"),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/token",
    revocation_url="{base_url}/oauth/revoke",
    userinfo_url="{base_url}/api/v1/accounts/verify_credentials",
    absent=("registration_url",),
    variables={"base_url": BASE_URL},
    scopes=("read",),
    scope_sets={
        "read": ("read",),
        "profile": ("profile",),
        "statuses": ("read:statuses", "read:accounts"),
        "write": ("read", "write"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="{base_url}"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://docs.joinmastodon.org/methods/oauth/",
    setup=(
        "Register an application on the same server, under Preferences, Development, or with POST"
        " /api/v1/apps, with {redirect_uri} as its redirect URI.",
        "Only scopes declared at the registration can be asked for.",
        "PKCE works from Mastodon 4.3 on.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("userinfo_url", "access_token_seconds"),
)
