"""Google: https://developers.google.com/identity/protocols/oauth2/web-server.

Scopes and what they grant are those of Google's API discovery documents; which are restricted:
https://support.google.com/cloud/answer/13464325.
"""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

AUTH = "https://www.googleapis.com/auth/"
MAIL = "https://mail.google.com/"
WORKSPACE = ("google workspace", "gsuite", "g suite")

RESTRICTED = frozenset(
    f"{AUTH}{scope}"
    for scope in (
        "drive",
        "drive.metadata",
        "drive.metadata.readonly",
        "drive.readonly",
        "gmail.compose",
        "gmail.insert",
        "gmail.metadata",
        "gmail.modify",
        "gmail.readonly",
        "gmail.settings.basic",
        "gmail.settings.sharing",
        "drive.activity.readonly",
    )
) | {MAIL}


def google(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scopes: Mapping[str, str],
    sets: Mapping[str, tuple[str, ...]],
    *notes: str,
    api: str | Api,
    userinfo_url: str | None = None,
    keywords: tuple[str, ...] = WORKSPACE,
    restricted: bool = False,
    docs_url: str = "https://developers.google.com/identity/protocols/oauth2/web-server",
) -> Preset:
    """Make the preset of one Google product.

    The first of the sets is the default. Scopes are given without the address that most of them
    begin with. `userinfo_url` is given if the product's own scopes suffice for it; `restricted`
    if all scopes are.
    """

    def full(scope: str) -> str:
        return scope if ":" in scope else f"{AUTH}{scope}"

    described = {full(scope): text for scope, text in scopes.items()}
    named = {key: tuple(map(full, chosen)) for key, chosen in sets.items()}
    limited = described if restricted else filter(RESTRICTED.__contains__, described)
    identity = "To identify the user, add the scopes openid and email."
    return Preset(
        name=name,
        title=title,
        categories=categories,
        keywords=keywords,
        authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
        token_url="https://oauth2.googleapis.com/token",
        revocation_url="https://oauth2.googleapis.com/revoke",
        userinfo_url=userinfo_url or "https://openidconnect.googleapis.com/v1/userinfo",
        device_authorization_url="https://oauth2.googleapis.com/device/code",
        jwks_url="https://www.googleapis.com/oauth2/v3/certs",
        absent=("introspection_url", "registration_url"),
        issuer="https://accounts.google.com",
        scopes=next(iter(named.values())),
        scope_sets=named if len(named) > 1 else {},
        scope_descriptions=described,
        scope_restrictions=dict.fromkeys(limited, "restricted"),
        api=api if isinstance(api, Api) else Api(base_url=api),
        redirect=Redirect(
            loopback=("127.0.0.1", "localhost"),
            note="Any port for a client of the type Desktop app, the registered one for a Web one.",
        ),
        offline=Offline(
            mode="request", params={"access_type": "offline", "prompt": "consent"}, rotates=False
        ),
        access_token_seconds=3600,
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
        registration=("console",),
        docs_url=docs_url,
        console_url="https://console.cloud.google.com/apis/credentials",
        setup=(
            "Switch the API on in the Google Cloud project.",
            "Make an OAuth client of the type Web application, with {redirect_uri} among its "
            "authorized redirect URIs.",
            "Declare the scopes on the consent screen. A restricted scope needs Google's "
            "verification before people outside your organisation can use the app.",
            "While the consent screen is in testing, refresh tokens expire after seven days.",
            *(() if userinfo_url else (identity,)),
            *notes,
        ),
        verified_on=date(2026, 11, 27),
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
        "drive.activity.readonly": "See the activity on all files",
        "drive.file": "See and change only the files that are used with this app",
        "drive.appdata": "See and change the app's own hidden data",
        "drive": "See, change and delete all files",
    },
    {
        "readonly": ("drive.readonly",),
        "metadata": ("drive.metadata.readonly",),
        "activity": ("drive.metadata.readonly", "drive.activity.readonly"),
        "file": ("drive.file",),
        "appdata": ("drive.appdata",),
        "full": ("drive",),
    },
    "drive.file needs no verification, but sees only what the user opened with the app.",
    api="https://www.googleapis.com/drive/v3",
    userinfo_url="https://www.googleapis.com/drive/v3/about?fields=user",
    keywords=("gdrive", "drive", *WORKSPACE),
)

gmail = google(
    "gmail",
    "Gmail",
    ("email",),
    {
        "gmail.readonly": "Read messages and settings",
        "gmail.metadata": "Read labels and headers, not the text",
        "gmail.labels": "See and change labels",
        "gmail.send": "Send messages as the user",
        "gmail.compose": "Manage drafts and send messages",
        "gmail.insert": "Add messages to the mailbox",
        "gmail.modify": "Read, write and send messages",
        "gmail.settings.basic": "See and change settings and filters",
        "gmail.settings.sharing": "Manage who else can use the mailbox",
        MAIL: "Read, write, send and finally delete messages; IMAP and SMTP need it",
    },
    {
        "readonly": ("gmail.readonly",),
        "metadata": ("gmail.metadata",),
        "send": ("gmail.send",),
        "drafts": ("gmail.compose",),
        "modify": ("gmail.modify",),
        "full": (MAIL,),
    },
    "gmail.metadata cannot search: Gmail refuses the query parameter with it.",
    api="https://gmail.googleapis.com/gmail/v1",
    userinfo_url="https://gmail.googleapis.com/gmail/v1/users/me/profile",
    keywords=("google mail", "googlemail", "email", *WORKSPACE),
)

google_calendar = google(
    "google_calendar",
    "Google Calendar",
    ("calendar",),
    {
        "calendar.readonly": "See all calendars that the user can see",
        "calendar.calendarlist.readonly": "See the list of calendars the user is subscribed to",
        "calendar.events.readonly": "See the events on all calendars",
        "calendar.freebusy": "See when calendars are free or busy",
        "calendar.settings.readonly": "See the settings",
        "calendar.events": "See and change the events on all calendars",
        "calendar": "See, change, share and delete all calendars",
    },
    {
        "readonly": ("calendar.readonly",),
        "events": ("calendar.events.readonly",),
        "freebusy": ("calendar.freebusy",),
        "events_full": ("calendar.events",),
        "full": ("calendar",),
    },
    api="https://www.googleapis.com/calendar/v3",
    userinfo_url="https://www.googleapis.com/calendar/v3/calendars/primary",
    keywords=("gcal", *WORKSPACE),
)

google_docs = google(
    "google_docs",
    "Google Docs",
    ("documents",),
    {"documents.readonly": "See all documents", "documents": "See, change and delete documents"},
    {"readonly": ("documents.readonly",), "full": ("documents",)},
    api="https://docs.googleapis.com/v1",
    keywords=("gdocs", *WORKSPACE),
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
    api="https://sheets.googleapis.com/v4",
    keywords=("gsheets", "google spreadsheets", *WORKSPACE),
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
    api="https://slides.googleapis.com/v1",
    keywords=("gslides", *WORKSPACE),
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
    api="https://forms.googleapis.com/v1",
    keywords=("gforms", *WORKSPACE),
)

google_tasks = google(
    "google_tasks",
    "Google Tasks",
    ("projects",),
    {"tasks.readonly": "See all tasks", "tasks": "See, change and delete tasks"},
    {"readonly": ("tasks.readonly",), "full": ("tasks",)},
    api="https://tasks.googleapis.com/tasks/v1",
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
    api="https://people.googleapis.com/v1",
    userinfo_url="https://people.googleapis.com/v1/people/me?personFields=names,emailAddresses",
    keywords=("google people", "people api", *WORKSPACE),
)

google_chat = google(
    "google_chat",
    "Google Chat",
    ("communication",),
    {
        "chat.spaces.readonly": "See chats and spaces",
        "chat.messages.readonly": "See messages and reactions",
        "chat.memberships.readonly": "See who is in a chat",
        "chat.users.readstate.readonly": "See what the user has read",
        "chat.messages.create": "Write messages",
        "chat.messages": "See, write and delete messages",
    },
    {
        "readonly": ("chat.spaces.readonly", "chat.messages.readonly", "chat.memberships.readonly"),
        "send": ("chat.spaces.readonly", "chat.messages.create"),
        "messages": ("chat.spaces.readonly", "chat.messages"),
    },
    "Configure a Chat app in the project, even for reading as a user.",
    api="https://chat.googleapis.com/v1",
    keywords=("hangouts chat", *WORKSPACE),
)

google_meet = google(
    "google_meet",
    "Google Meet",
    ("communication", "events"),
    {
        "meetings.space.readonly": "Read about all conferences of the user",
        "meetings.space.created": "Make conferences, and read about those that the app made",
    },
    {"readonly": ("meetings.space.readonly",), "create": ("meetings.space.created",)},
    api="https://meet.googleapis.com/v2",
    keywords=("hangouts meet", *WORKSPACE),
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
    api="https://analyticsdata.googleapis.com/v1beta",
    keywords=("ga4", "google analytics 4"),
)

google_ads = google(
    "google_ads",
    "Google Ads",
    ("marketing",),
    {"adwords": "See and manage the Google Ads accounts and campaigns"},
    {"default": ("adwords",)},
    "No scope is read-only.",
    "Calls also need a developer token in the header developer-token.",
    api="https://googleads.googleapis.com",
    keywords=("adwords", "google adwords"),
)

google_bigquery = google(
    "google_bigquery",
    "Google BigQuery",
    ("data", "analytics"),
    {
        "bigquery": "See, change and delete data in BigQuery, and run queries",
        "bigquery.readonly": "See data in BigQuery",
        "cloud-platform.read-only": "See data across Google Cloud services",
        "devstorage.read_only": "See data in Cloud Storage, for tables that lie there",
    },
    {
        "query": ("bigquery",),
        "readonly": ("bigquery.readonly",),
        "cloud": ("cloud-platform.read-only",),
        "storage": ("bigquery", "devstorage.read_only"),
    },
    "Running a query makes a job. The default scope can also change data: give the account a role"
    " that only reads.",
    api="https://bigquery.googleapis.com/bigquery/v2",
    keywords=("bigquery", "bq", "google cloud", "gcp"),
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
    api="https://www.googleapis.com/webmasters/v3",
    keywords=("webmaster tools", "gsc"),
)

google_cloud_storage = google(
    "google_cloud_storage",
    "Google Cloud Storage",
    ("files", "data"),
    {
        "devstorage.read_only": "See data in Cloud Storage",
        "devstorage.read_write": "See and change data in Cloud Storage",
        "devstorage.full_control": "Manage data and permissions in Cloud Storage",
    },
    {
        "readonly": ("devstorage.read_only",),
        "write": ("devstorage.read_write",),
        "full": ("devstorage.full_control",),
    },
    api="https://storage.googleapis.com/storage/v1",
    keywords=("gcs", "google cloud", "gcp"),
)

google_classroom = google(
    "google_classroom",
    "Google Classroom",
    ("learning",),
    {
        "classroom.courses.readonly": "See classes",
        "classroom.announcements.readonly": "See announcements",
        "classroom.courseworkmaterials.readonly": "See classwork materials",
        "classroom.topics.readonly": "See topics",
        "classroom.rosters.readonly": "See who is in a class",
        "classroom.coursework.me.readonly": "See the user's own coursework and grades",
        "classroom.coursework.students.readonly": "See coursework and grades of the user's classes",
        "classroom.profile.emails": "See the email addresses of people in the classes",
    },
    {
        "readonly": (
            "classroom.courses.readonly",
            "classroom.announcements.readonly",
            "classroom.courseworkmaterials.readonly",
            "classroom.topics.readonly",
        ),
        "rosters": (
            "classroom.courses.readonly",
            "classroom.rosters.readonly",
            "classroom.profile.emails",
        ),
        "student": ("classroom.courses.readonly", "classroom.coursework.me.readonly"),
        "teacher": ("classroom.courses.readonly", "classroom.coursework.students.readonly"),
    },
    api="https://classroom.googleapis.com/v1",
)

google_workspace_admin = google(
    "google_workspace_admin",
    "Google Workspace Directory",
    ("identity",),
    {
        "admin.directory.user.readonly": "See the people of the domain",
        "admin.directory.group.readonly": "See the groups of the domain",
        "admin.directory.group.member.readonly": "See who belongs to the groups",
        "admin.directory.orgunit.readonly": "See the organisation units",
        "admin.directory.domain.readonly": "See the domains",
        "admin.directory.rolemanagement.readonly": "See the administrator roles",
        "admin.directory.resource.calendar.readonly": "See rooms and other calendar resources",
    },
    {
        "readonly": ("admin.directory.user.readonly", "admin.directory.group.readonly"),
        "units": ("admin.directory.orgunit.readonly",),
        "everything": (
            "admin.directory.user.readonly",
            "admin.directory.group.readonly",
            "admin.directory.orgunit.readonly",
            "admin.directory.domain.readonly",
            "admin.directory.rolemanagement.readonly",
            "admin.directory.resource.calendar.readonly",
        ),
    },
    "The user who consents must be an administrator of the domain.",
    api="https://admin.googleapis.com/admin/directory/v1",
    keywords=("google admin", "directory api", "admin sdk", *WORKSPACE),
)

youtube = google(
    "youtube",
    "YouTube",
    ("media", "social"),
    {
        "youtube.readonly": "See the YouTube account, its videos and playlists",
        "youtube.upload": "Upload and manage videos",
        "youtube.force-ssl": "See, change and delete videos, ratings, comments and captions",
        "youtube": "Manage the YouTube account",
        "yt-analytics.readonly": "See the channel's analytics",
        "yt-analytics-monetary.readonly": "See the channel's analytics and earnings",
    },
    {
        "readonly": ("youtube.readonly",),
        "analytics": ("youtube.readonly", "yt-analytics.readonly"),
        "upload": ("youtube.upload",),
        "full": ("youtube",),
    },
    api="https://www.googleapis.com/youtube/v3",
    userinfo_url="https://www.googleapis.com/youtube/v3/channels?part=snippet&mine=true",
    keywords=("youtube data api", "yt"),
)

google_play = google(
    "google_play",
    "Google Play Developer",
    ("commerce", "developer"),
    {"androidpublisher": "See and manage apps, reviews and orders; no scope is read-only"},
    {"full": ("androidpublisher",)},
    "The user needs the rights in the Play Console that the call takes.",
    api="https://androidpublisher.googleapis.com",
    keywords=("play console", "android publisher", "google play console"),
    docs_url="https://developers.google.com/android-publisher/authorization",
)

google_business_profile = google(
    "google_business_profile",
    "Google Business Profile",
    ("marketing",),
    {"business.manage": "See and manage business profiles; no scope is read-only"},
    {"full": ("business.manage",)},
    "Google must grant the project access to the Business Profile APIs first.",
    api="https://mybusinessaccountmanagement.googleapis.com/v1",
    keywords=("google my business", "gmb", "google reviews"),
)
