"""Cal.com: https://cal.com/docs/api-reference/v2/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("PROFILE_READ", "EVENT_TYPE_READ", "BOOKING_READ", "SCHEDULE_READ")

SCOPES = {
    "PROFILE_READ": "Read who the user is",
    "EVENT_TYPE_READ": "Read event types",
    "BOOKING_READ": "Read bookings, their recordings and transcripts",
    "SCHEDULE_READ": "Read when the user is available",
    "TEAM_PROFILE_READ": "Read teams",
    "TEAM_MEMBERSHIP_READ": "Read who is in a team",
    "TEAM_EVENT_TYPE_READ": "Read the event types of teams",
    "TEAM_BOOKING_READ": "Read the bookings of teams",
    "TEAM_SCHEDULE_READ": "Read when members of teams are available",
    "ORG_PROFILE_READ": "Read the teams of the organisation",
    "ORG_EVENT_TYPE_READ": "Read event types across the organisation",
    "ORG_BOOKING_READ": "Read bookings across the organisation",
    "ORG_SCHEDULE_READ": "Read availability across the organisation",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "teams": (
        *READ_ONLY,
        "TEAM_PROFILE_READ",
        "TEAM_MEMBERSHIP_READ",
        "TEAM_EVENT_TYPE_READ",
        "TEAM_BOOKING_READ",
        "TEAM_SCHEDULE_READ",
    ),
    "organization": (
        *READ_ONLY,
        "ORG_PROFILE_READ",
        "ORG_EVENT_TYPE_READ",
        "ORG_BOOKING_READ",
        "ORG_SCHEDULE_READ",
    ),
}

cal_com = Preset(
    name="cal_com",
    title="Cal.com",
    categories=("calendar",),
    keywords=("cal", "calcom", "scheduling"),
    authorize_url="https://app.cal.com/auth/oauth2/authorize",
    token_url="https://api.cal.com/v2/auth/oauth2/token",
    userinfo_url="https://api.cal.com/v2/me",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    api=Api(base_url="https://api.cal.com/v2"),
    registration=("console",),
    docs_url="https://cal.com/docs/api-reference/v2/oauth",
    console_url="https://app.cal.com/settings/developer/oauth",
    setup=(
        "Make an OAuth client with {redirect_uri} and at least one scope; Cal.com reviews it.",
        "Ask for scopes; only those that the client has are allowed.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
