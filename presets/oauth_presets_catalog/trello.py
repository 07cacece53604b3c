"""Trello: https://developer.atlassian.com/cloud/trello/guides/rest-api/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ = ("read:member:trello", "read:board:trello")

SCOPES = {
    "read:member:trello": "Read the user's profile",
    "read:board:trello": "Read boards with their lists and cards",
    "read:organization:trello": "Read workspaces and their members",
    "write:board:trello": "Create and change boards, lists and cards",
}

trello = Preset(
    name="trello",
    title="Trello",
    categories=("projects",),
    authorize_url="https://auth.atlassian.com/authorize",
    token_url="https://auth.atlassian.com/oauth/token",
    userinfo_url="https://api.trello.com/1/members/me",
    scopes=READ,
    scope_sets={
        "readonly": READ,
        "workspaces": (*READ, "read:organization:trello"),
        "full": (*READ, "read:organization:trello", "write:board:trello"),
    },
    scope_descriptions=SCOPES,
    authorize_params={"prompt": "consent"},
    api=Api(base_url="https://api.trello.com/1"),
    offline=Offline(mode="request", scopes=("offline_access",), rotates=True),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://developer.atlassian.com/cloud/trello/guides/rest-api/"
    "oauth-2-confidential-client-usage/",
    console_url="https://trello.com/power-ups/admin",
    setup=(
        "Make a confidential client on the tab OAuth 2.0 of the Power-Up, and enter {redirect_uri}"
        " as its callback URL.",
        "Select the scopes there too.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "api",
        "authorize_params",
        "userinfo_url",
    ),
)
