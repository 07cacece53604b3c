"""Webex: https://developer.webex.com/docs/integrations."""

from datetime import date

from oauth_presets import Api, Offline, Preset

MESSAGES = ("spark:rooms_read", "spark:messages_read", "spark:people_read")
MEETINGS = ("meeting:schedules_read", "meeting:recordings_read")

SCOPES = {
    "spark:rooms_read": "List the spaces that the user is in",
    "spark:messages_read": "Read the messages in those spaces",
    "spark:messages_write": "Write and delete messages as the user",
    "spark:people_read": "Find people in the user's organisation",
    "spark:memberships_read": "List the people in the user's spaces",
    "spark:team_memberships_read": "List the people in the user's teams",
    "meeting:schedules_read": "Read scheduled meetings",
    "meeting:recordings_read": "Read recordings of meetings",
    "meeting:transcripts_read": "Read transcripts of meetings",
}

webex = Preset(
    name="webex",
    title="Webex",
    categories=("communication", "events"),
    keywords=("cisco webex", "webex teams", "cisco spark"),
    authorize_url="https://webexapis.com/v1/authorize",
    token_url="https://webexapis.com/v1/access_token",
    userinfo_url="https://webexapis.com/v1/people/me",
    scopes=MESSAGES,
    scope_sets={
        "messages": MESSAGES,
        "meetings": ("spark:people_read", *MEETINGS),
        "members": (*MESSAGES, "spark:memberships_read", "spark:team_memberships_read"),
        "transcripts": ("spark:people_read", *MEETINGS, "meeting:transcripts_read"),
        "send": ("spark:messages_write",),
    },
    scope_descriptions=SCOPES,
    api=Api(base_url="https://webexapis.com/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.webex.com/docs/integrations",
    console_url="https://developer.webex.com/my-apps",
    setup=(
        "Create an integration with {redirect_uri} as a redirect URI.",
        "Select the scopes on the integration too; a request can ask for fewer, not for more.",
        "Messages are encrypted: some calls want the scope spark:kms as well.",
        "The client secret is shown once.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets"),
)
