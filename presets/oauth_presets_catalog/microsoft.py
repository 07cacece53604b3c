"""Microsoft: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow."""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Offline, Preset, Variable

POWER_BI = "https://analysis.windows.net/powerbi/api/"

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name, user name and picture of the signed-in user",
    "email": "Primary email address of the signed-in user",
    "User.Read": "Sign in and read the profile of the signed-in user",
    "User.ReadBasic.All": "Read the basic profiles of all users in the organisation",
    "User.Read.All": "Read the full profiles of all users in the organisation",
    "Group.Read.All": "Read all groups, their members and the content the user can reach",
    "Sites.Read.All": "Read documents and list items in every site the user can reach",
    "Sites.ReadWrite.All": "Change or delete documents and list items in those sites",
    "Files.Read": "Read the signed-in user's own files",
    "Files.Read.All": "Read every file the signed-in user can reach",
    "Files.ReadWrite": "Read, create, change and delete the signed-in user's own files",
    "Files.ReadWrite.All": "Read, create, change and delete every file the user can reach",
    "Mail.Read": "Read mail in the signed-in user's mailbox",
    "Mail.Read.Shared": "Read mail in the user's mailbox and in mailboxes shared with the user",
    "Mail.ReadWrite": "Read, create, change and delete mail, without sending it",
    "Mail.Send": "Send mail as the signed-in user",
    "Calendars.Read": "Read events in the signed-in user's calendars",
    "Calendars.Read.Shared": "Read events in all calendars the user can reach, shared ones too",
    "Calendars.ReadWrite": "Read, create, change and delete events in the user's calendars",
    "Team.ReadBasic.All": "Read names and descriptions of the user's teams",
    "Channel.ReadBasic.All": "Read names and descriptions of channels",
    "ChannelMessage.Read.All": "Read messages in channels the user can reach",
    "Chat.Read": "Read the signed-in user's one-to-one and group chats",
    "Tasks.Read": "Read the signed-in user's tasks",
    "Tasks.Read.Shared": "Read the user's tasks and tasks shared with the user",
    "Tasks.ReadWrite": "Read, create, change and delete the user's tasks",
    "Notes.Read": "Read the signed-in user's notebooks",
    "Notes.Read.All": "Read every notebook the user can reach in the organisation",
    "Notes.ReadWrite.All": "Read, share and change every notebook the user can reach",
    f"{POWER_BI}Workspace.Read.All": "View all workspaces the user can reach",
    f"{POWER_BI}Report.Read.All": "View all reports the user can reach",
    f"{POWER_BI}Dashboard.Read.All": "View all dashboards the user can reach",
    f"{POWER_BI}Dataset.Read.All": "View all semantic models (datasets) the user can reach",
}
ADMIN_CONSENT = ("User.Read.All", "Group.Read.All", "ChannelMessage.Read.All")
SETUP = (
    "Register {redirect_uri} as a redirect URI of the platform type Web in the app registration.",
    "An app registered for one organisation only is refused on common: pass the directory's id or"
    " domain as tenant.",
)
CONSENT_SETUP = "The organisation's consent policy may ask for an administrator all the same."
ADMIN_SETUP = "An administrator of the organisation has to consent to the scopes marked so."


def _preset(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scope_sets: Mapping[str, tuple[str, ...]],
    setup: tuple[str, ...] = (),
    unverified: tuple[str, ...] = (),
) -> Preset:
    """Build the preset of one Microsoft service; its first scope set is the default."""
    offered = tuple(dict.fromkeys(scope for scopes in scope_sets.values() for scope in scopes))
    return Preset(
        name=name,
        title=title,
        categories=categories,
        authorize_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize",
        token_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
        issuer="https://login.microsoftonline.com/{tenant}/v2.0",
        variables={
            "tenant": Variable(
                kind="segment",
                default="common",
                example="contoso.onmicrosoft.com",
                description="Directory id or domain; or common, organizations, consumers.",
            )
        },
        scopes=next(iter(scope_sets.values()), ()),
        scope_sets=dict(scope_sets),
        scope_descriptions={scope: SCOPES[scope] for scope in offered},
        scope_restrictions={scope: "admin consent" for scope in offered if scope in ADMIN_CONSENT},
        offline=Offline(mode="request", scopes=("offline_access",)),
        pkce="supported",
        token_endpoint_auth_methods=(
            "client_secret_post",
            "client_secret_basic",
            "private_key_jwt",
        ),
        docs_url="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow",
        console_url="https://entra.microsoft.com/",
        setup=SETUP + setup,
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("issuer", *unverified),
    )


sharepoint = _preset(
    "sharepoint",
    "Microsoft SharePoint",
    ("documents", "files"),
    {
        "readonly": ("Sites.Read.All", "Files.Read.All"),
        "full": ("Sites.ReadWrite.All", "Files.ReadWrite.All"),
    },
    setup=("The Sites permissions are for work or school accounts only.", CONSENT_SETUP),
)

onedrive = _preset(
    "onedrive",
    "Microsoft OneDrive",
    ("files",),
    {
        "readonly": ("Files.Read.All",),
        "own": ("Files.Read",),
        "full": ("Files.ReadWrite.All",),
    },
    setup=(CONSENT_SETUP,),
)

outlook = _preset(
    "outlook",
    "Microsoft Outlook",
    ("email",),
    {
        "readonly": ("Mail.Read",),
        "shared": ("Mail.Read", "Mail.Read.Shared"),
        "full": ("Mail.ReadWrite", "Mail.Send"),
    },
)

microsoft_calendar = _preset(
    "microsoft_calendar",
    "Microsoft Outlook Calendar",
    ("calendar",),
    {
        "readonly": ("Calendars.Read",),
        "shared": ("Calendars.Read", "Calendars.Read.Shared"),
        "full": ("Calendars.ReadWrite",),
    },
)

microsoft_teams = _preset(
    "microsoft_teams",
    "Microsoft Teams",
    ("communication",),
    {
        "readonly": (
            "Team.ReadBasic.All",
            "Channel.ReadBasic.All",
            "ChannelMessage.Read.All",
            "Chat.Read",
        ),
        "without_admin": ("Team.ReadBasic.All", "Channel.ReadBasic.All", "Chat.Read"),
    },
    setup=(ADMIN_SETUP,),
    unverified=("scopes", "scope_sets", "scope_restrictions"),
)

microsoft_excel = _preset(
    "microsoft_excel",
    "Microsoft Excel",
    ("documents", "data"),
    {"readonly": ("Files.Read",), "full": ("Files.ReadWrite",)},
    setup=("Calls that open a workbook session may need the full scope set.",),
)

microsoft_planner = _preset(
    "microsoft_planner",
    "Microsoft Planner",
    ("projects",),
    {"readonly": ("Tasks.Read", "Group.Read.All"), "without_admin": ("Tasks.Read",)},
    setup=(ADMIN_SETUP, "Planner has no personal Microsoft accounts."),
    unverified=("scopes", "scope_sets"),
)

microsoft_entra_id = _preset(
    "microsoft_entra_id",
    "Microsoft Entra ID",
    ("identity",),
    {
        "basic": ("User.Read", "User.ReadBasic.All"),
        "signin": ("openid", "profile", "email"),
        "directory": ("User.Read.All", "Group.Read.All"),
    },
    setup=(ADMIN_SETUP,),
)

power_bi = _preset(
    "power_bi",
    "Microsoft Power BI",
    ("analytics", "data"),
    {
        "readonly": (
            f"{POWER_BI}Workspace.Read.All",
            f"{POWER_BI}Report.Read.All",
            f"{POWER_BI}Dashboard.Read.All",
            f"{POWER_BI}Dataset.Read.All",
        )
    },
    setup=("Do not mix these scopes with Microsoft Graph ones: a token is for one resource.",),
    unverified=("scopes", "scope_sets"),
)

dynamics_365 = _preset(
    "dynamics_365",
    "Microsoft Dynamics 365",
    ("crm", "sales"),
    {},
    setup=(
        "The only scope names your own environment, so there is no default: pass"
        " scopes='https://ORG.crm.dynamics.com/user_impersonation' with your environment's host.",
        "Give the app registration the delegated permission user_impersonation of Dynamics CRM.",
    ),
)

microsoft_todo = _preset(
    "microsoft_todo",
    "Microsoft To Do",
    ("projects",),
    {
        "readonly": ("Tasks.Read",),
        "shared": ("Tasks.Read", "Tasks.Read.Shared"),
        "full": ("Tasks.ReadWrite",),
    },
    unverified=("scopes", "scope_sets"),
)

onenote = _preset(
    "onenote",
    "Microsoft OneNote",
    ("documents",),
    {
        "readonly": ("Notes.Read.All",),
        "own": ("Notes.Read",),
        "full": ("Notes.ReadWrite.All",),
    },
    setup=("The readonly and full sets are for work or school accounts; a personal one: own.",),
)
