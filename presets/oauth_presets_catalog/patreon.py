"""Patreon: https://docs.patreon.com/ (https://github.com/Patreon/platform-documentation)."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("identity", "campaigns", "campaigns.members")

SCOPES = {
    "identity": "Read the user's profile",
    "identity[email]": "Read the user's email address",
    "campaigns": "Read the creator's campaigns",
    "campaigns.posts": "Read the posts of the campaigns",
    "campaigns.members": "Read the members of the campaigns",
    "campaigns.members[email]": "Read the members' email addresses",
}

patreon = Preset(
    name="patreon",
    title="Patreon",
    categories=("social", "payments"),
    authorize_url="https://www.patreon.com/oauth2/authorize",
    token_url="https://www.patreon.com/api/oauth2/token",
    userinfo_url="https://www.patreon.com/api/oauth2/v2/identity",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "contacts": (*READ_ONLY, "campaigns.members[email]"),
        "posts": ("campaigns", "campaigns.posts"),
        "signin": ("identity", "identity[email]"),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://www.patreon.com/api/oauth2/v2"),
    offline=Offline(mode="always", rotates=True),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.patreon.com/",
    console_url="https://www.patreon.com/portal/registration/register-clients",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the client.",
        "The scopes are those of API v2. Without any, Patreon grants the three of v1: users,"
        " pledges-to-me and my-campaign.",
        "Tokens last up to a month. The API wants a User-Agent header.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("pkce",),
)
