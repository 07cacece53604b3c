"""Google: https://developers.google.com/identity/protocols/oauth2/web-server.

Scopes and what they grant are those of Google's API discovery documents; which are restricted is
said at https://support.google.com/cloud/answer/13464325.
"""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Offline, Preset

AUTH = "https://www.googleapis.com/auth/"

RESTRICTED = frozenset(
    f"{AUTH}{scope}"
    for scope in (
        "drive",
        "drive.metadata",
        "drive.metadata.readonly",
        "drive.readonly",
        "gmail.metadata",
        "gmail.modify",
        "gmail.readonly",
    )
)


def google(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scopes: Mapping[str, str],
    sets: Mapping[str, tuple[str, ...]],
    *notes: str,
) -> Preset:
    """Make the preset of one Google product.

    The first of the sets is the default. Scopes are given without the address that they all
    begin with.
    """
    described = {f"{AUTH}{scope}": text for scope, text in scopes.items()}
    named = {key: tuple(f"{AUTH}{scope}" for scope in chosen) for key, chosen in sets.items()}
    return Preset(
        name=name,
        title=title,
        categories=categories,
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",
        issuer="https://accounts.google.com",
        scopes=next(iter(named.values())),
        scope_sets=named if len(named) > 1 else {},
        scope_descriptions=described,
        scope_restrictions=dict.fromkeys(filter(RESTRICTED.__contains__, described), "restricted"),
        offline=Offline(mode="request", params={"access_type": "offline", "prompt": "consent"}),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
        docs_url="https://developers.google.com/identity/protocols/oauth2/web-server",
        console_url="https://console.cloud.google.com/apis/credentials",
        setup=(
            "Switch the API on in the Google Cloud project.",
            "Make an OAuth client of the type Web application, with {redirect_uri} among its "
            "authorized redirect URIs.",
            "Declare the scopes on the consent screen. A restricted scope needs Google's "
            "verification before people outside your organisation can use the app.",
            *notes,
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("pkce",),
    )


google_drive = google(
    "google_drive",
    "Google Drive",
    ("files", "documents"),
    {
        "drive.readonly": "See and download all files",
        "drive.metadata.readonly": "See names, owners and other metadata of all files",
        "drive.file": "See and change only the files that are used with this app",
        "drive": "See, change and delete all files",
    },
    {
        "readonly": ("drive.readonly",),
        "metadata": ("drive.metadata.readonly",),
        "file": ("drive.file",),
        "full": ("drive",),
    },
    "drive.file needs no verification, but sees only what the user opened with the app.",
)

gmail = google(
    "gmail",
    "Gmail",
    ("email",),
    {
        "gmail.readonly": "Read messages and settings",
        "gmail.metadata": "Read labels and headers, not the text",
        "gmail.modify": "Read, write and send messages",
    },
    {
        "readonly": ("gmail.readonly",),
        "metadata": ("gmail.metadata",),
        "modify": ("gmail.modify",),
    },
    "gmail.metadata cannot search: Gmail refuses the query parameter with it.",
)

google_calendar = google(
    "google_calendar",
    "Google Calendar",
    ("calendar",),
    {
        "calendar.readonly": "See all calendars that the user can see",
        "calendar.events.readonly": "See the events on all calendars",
        "calendar": "See, change, share and delete all calendars",
    },
    {
        "readonly": ("calendar.readonly",),
        "events": ("calendar.events.readonly",),
        "full": ("calendar",),
    },
)

google_docs = google(
    "google_docs",
    "Google Docs",
    ("documents",),
    {"documents.readonly": "See all documents", "documents": "See, change and delete documents"},
    {"readonly": ("documents.readonly",), "full": ("documents",)},
)

google_sheets = google(
    "google_sheets",
    "Google Sheets",
    ("documents", "data"),
    {
        "spreadsheets.readonly": "See all spreadsheets",
        "spreadsheets": "See, change and delete spreadsheets",
    },
    {"readonly": ("spreadsheets.readonly",), "full": ("spreadsheets",)},
)

google_slides = google(
    "google_slides",
    "Google Slides",
    ("documents",),
    {
        "presentations.readonly": "See all presentations",
        "presentations": "See, change and delete presentations",
    },
    {"readonly": ("presentations.readonly",), "full": ("presentations",)},
)

google_forms = google(
    "google_forms",
    "Google Forms",
    ("forms",),
    {
        "forms.body.readonly": "See all forms",
        "forms.responses.readonly": "See all responses to the forms",
        "forms.body": "See, change and delete forms",
    },
    {
        "readonly": ("forms.body.readonly", "forms.responses.readonly"),
        "full": ("forms.body", "forms.responses.readonly"),
    },
)

google_tasks = google(
    "google_tasks",
    "Google Tasks",
    ("projects",),
    {"tasks.readonly": "See all tasks", "tasks": "See, change and delete tasks"},
    {"readonly": ("tasks.readonly",), "full": ("tasks",)},
)

google_contacts = google(
    "google_contacts",
    "Google Contacts",
    ("crm",),
    {
        "contacts.readonly": "See and download contacts",
        "contacts.other.readonly": "See people whom the user was in touch with",
        "directory.readonly": "See the organisation's directory",
        "contacts": "See, change and delete contacts",
    },
    {
        "readonly": ("contacts.readonly",),
        "everyone": ("contacts.readonly", "contacts.other.readonly", "directory.readonly"),
        "full": ("contacts",),
    },
)

google_chat = google(
    "google_chat",
    "Google Chat",
    ("communication",),
    {
        "chat.spaces.readonly": "See chats and spaces",
        "chat.messages.readonly": "See messages and reactions",
        "chat.memberships.readonly": "See who is in a chat",
        "chat.messages": "See, write and delete messages",
    },
    {
        "readonly": ("chat.spaces.readonly", "chat.messages.readonly", "chat.memberships.readonly"),
        "messages": ("chat.spaces.readonly", "chat.messages"),
    },
    "A Chat app has to be configured in the project, even for reading as a user.",
)

google_meet = google(
    "google_meet",
    "Google Meet",
    ("communication", "events"),
    {"meetings.space.readonly": "Read about all conferences of the user"},
    {"readonly": ("meetings.space.readonly",)},
)

google_analytics = google(
    "google_analytics",
    "Google Analytics",
    ("analytics", "marketing"),
    {
        "analytics.readonly": "See and download analytics data",
        "analytics": "See and manage analytics data",
    },
    {"readonly": ("analytics.readonly",), "full": ("analytics",)},
)

google_ads = google(
    "google_ads",
    "Google Ads",
    ("marketing",),
    {"adwords": "See and manage the Google Ads accounts and campaigns"},
    {"default": ("adwords",)},
    "There is no scope for reading only. Calls also need a developer token in a header.",
)

google_bigquery = google(
    "google_bigquery",
    "Google BigQuery",
    ("data", "analytics"),
    {
        "bigquery": "See and manage data in BigQuery; needed to run queries",
        "cloud-platform.read-only": "See data across Google Cloud services",
    },
    {"query": ("bigquery",), "cloud": ("cloud-platform.read-only",)},
)

google_search_console = google(
    "google_search_console",
    "Google Search Console",
    ("analytics", "marketing"),
    {
        "webmasters.readonly": "See data of the verified sites",
        "webmasters": "See and manage data of the verified sites",
    },
    {"readonly": ("webmasters.readonly",), "full": ("webmasters",)},
)

google_cloud_storage = google(
    "google_cloud_storage",
    "Google Cloud Storage",
    ("files", "data"),
    {
        "devstorage.read_only": "See data in Cloud Storage",
        "devstorage.read_write": "See and change data in Cloud Storage",
    },
    {"readonly": ("devstorage.read_only",), "full": ("devstorage.read_write",)},
)

google_classroom = google(
    "google_classroom",
    "Google Classroom",
    ("learning",),
    {
        "classroom.courses.readonly": "See classes",
        "classroom.announcements.readonly": "See announcements",
        "classroom.courseworkmaterials.readonly": "See classwork materials",
        "classroom.rosters.readonly": "See who is in a class",
    },
    {
        "readonly": (
            "classroom.courses.readonly",
            "classroom.announcements.readonly",
            "classroom.courseworkmaterials.readonly",
        ),
        "rosters": ("classroom.courses.readonly", "classroom.rosters.readonly"),
    },
)

google_workspace_admin = google(
    "google_workspace_admin",
    "Google Workspace Directory",
    ("identity",),
    {
        "admin.directory.user.readonly": "See the people of the domain",
        "admin.directory.group.readonly": "See the groups of the domain",
        "admin.directory.orgunit.readonly": "See the organisation units",
    },
    {
        "readonly": ("admin.directory.user.readonly", "admin.directory.group.readonly"),
        "units": ("admin.directory.orgunit.readonly",),
    },
    "The user who consents has to be an administrator of the domain.",
)

youtube = google(
    "youtube",
    "YouTube",
    ("media", "social"),
    {
        "youtube.readonly": "See the YouTube account, its videos and playlists",
        "youtube": "Manage the YouTube account",
        "yt-analytics.readonly": "See the channel's analytics",
    },
    {
        "readonly": ("youtube.readonly",),
        "analytics": ("youtube.readonly", "yt-analytics.readonly"),
        "full": ("youtube",),
    },
)
