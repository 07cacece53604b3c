"""Microsoft: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow."""

from collections.abc import Mapping
from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

GRAPH_PRODUCTS = ("microsoft 365", "m365", "office 365", "o365", "microsoft graph")
POWER_BI = "https://analysis.windows.net/powerbi/api/"
BUSINESS_CENTRAL = "https://api.businesscentral.dynamics.com/.default"

CLOUD = Variable(
    kind="choice",
    default="global",
    example="us_government",
    description="Cloud of the organisation; each national cloud has its own apps and users.",
    choices={
        "global": "login.microsoftonline.com",
        "us_government": "login.microsoftonline.us",
        "china": "login.partner.microsoftonline.cn",
    },
)
TENANT = Variable(
    kind="segment",
    default="common",
    example="contoso.onmicrosoft.com",
    description="Directory id or domain; or common, organizations, consumers.",
)
GRAPH = Variable(
    kind="choice",
    default="global",
    example="us_government",
    description="Microsoft Graph of the same cloud; us_dod is the Department of Defense's.",
    choices={
        "global": "graph.microsoft.com",
        "us_government": "graph.microsoft.us",
        "us_dod": "dod-graph.microsoft.us",
        "china": "microsoftgraph.chinacloudapi.cn",
    },
)
# Scopes, and which need an administrator: github.com/microsoftgraph/microsoft-graph-devx-content.
SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Name, user name and picture of the signed-in user",
    "email": "Primary email address of the signed-in user",
    "User.Read": "Sign in and read the profile of the signed-in user",
    "User.ReadBasic.All": "Read the basic profiles of all users in the organisation",
    "User.Read.All": "Read the full profiles of all users in the organisation",
    "People.Read": "Read the people most relevant to the signed-in user",
    "Group.Read.All": "Read all groups, their members and the content the user can reach",
    "GroupMember.Read.All": "Read groups and who belongs to them",
    "Directory.Read.All": "Read users, groups, apps and other objects of the directory",
    "Sites.Read.All": "Read documents and list items in every site the user can reach",
    "Sites.ReadWrite.All": "Change or delete documents and list items in those sites",
    "Sites.Selected": "Use the sites that an administrator opened to the app",
    "Files.Read": "Read the signed-in user's own files",
    "Files.Read.All": "Read every file the signed-in user can reach",
    "Files.ReadWrite": "Read, create, change and delete the signed-in user's own files",
    "Files.ReadWrite.All": "Read, create, change and delete every file the user can reach",
    "Mail.ReadBasic": "Read mail without body, preview and attachments",
    "Mail.Read": "Read mail in the signed-in user's mailbox",
    "Mail.Read.Shared": "Read mail in the user's mailbox and in mailboxes shared with the user",
    "Mail.ReadWrite": "Read, create, change and delete mail, without sending it",
    "Mail.Send": "Send mail as the signed-in user",
    "MailboxSettings.Read": "Read the settings of the user's mailbox",
    "Contacts.Read": "Read the user's contacts",
    "Calendars.ReadBasic": "Read events without body, attachments and extensions",
    "Calendars.Read": "Read events in the signed-in user's calendars",
    "Calendars.Read.Shared": "Read events in all calendars the user can reach, shared ones too",
    "Calendars.ReadWrite": "Read, create, change and delete events in the user's calendars",
    "Team.ReadBasic.All": "Read names and descriptions of the user's teams",
    "TeamMember.Read.All": "Read who belongs to the teams",
    "Channel.ReadBasic.All": "Read names and descriptions of channels",
    "ChannelMessage.Read.All": "Read messages in channels the user can reach",
    "ChannelMessage.Send": "Send messages in channels",
    "Chat.Read": "Read the signed-in user's one-to-one and group chats",
    "ChatMessage.Send": "Send messages in one-to-one and group chats",
    "OnlineMeetings.Read": "Read the details of the user's online meetings",
    "OnlineMeetingTranscript.Read.All": "Read the transcripts of online meetings",
    "Presence.Read.All": "Read whether people are available, busy or away",
    "Tasks.Read": "Read the signed-in user's tasks",
    "Tasks.Read.Shared": "Read the user's tasks and tasks shared with the user",
    "Tasks.ReadWrite": "Read, create, change and delete the user's tasks",
    "Notes.Read": "Read the signed-in user's notebooks",
    "Notes.Read.All": "Read every notebook the user can reach in the organisation",
    "Notes.Create": "Read the titles of notebooks and sections, and create pages",
    "Notes.ReadWrite": "Read, share and change the signed-in user's notebooks",
    "Notes.ReadWrite.All": "Read, share and change every notebook the user can reach",
    f"{POWER_BI}Workspace.Read.All": "View all workspaces the user can reach",
    f"{POWER_BI}Report.Read.All": "View all reports the user can reach",
    f"{POWER_BI}Dashboard.Read.All": "View all dashboards the user can reach",
    f"{POWER_BI}Dataset.Read.All": "View all semantic models (datasets) the user can reach",
    f"{POWER_BI}Dataflow.Read.All": "View all dataflows the user can reach",
    BUSINESS_CENTRAL: "What the app registration's delegated permissions allow",
}
ADMIN_CONSENT = frozenset(
    {
        "Calendars.ReadBasic",
        "ChannelMessage.Read.All",
        "Directory.Read.All",
        "Group.Read.All",
        "GroupMember.Read.All",
        "OnlineMeetingTranscript.Read.All",
        "TeamMember.Read.All",
        "User.Read.All",
    }
)
SETUP = (
    "Register {redirect_uri} as a redirect URI of the platform type Web in the app registration."
    " Each national cloud has its own portal: portal.azure.us, portal.azure.cn.",
    "An app registered for one organisation only is refused on common: pass the directory's id or"
    " domain as tenant.",
)
IDENTITY_SETUP = "To identify the user, add the scope openid."
CONSENT_SETUP = "The organisation's consent policy may ask for an administrator all the same."
ADMIN_SETUP = "An administrator of the organisation must consent to the scopes marked so."
WORK_ONLY = "Personal Microsoft accounts cannot be used."


def _preset(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scope_sets: Mapping[str, tuple[str, ...]],
    setup: tuple[str, ...] = (),
    keywords: tuple[str, ...] = (),
    api: Api | None = None,
    unverified: tuple[str, ...] = (),
) -> Preset:
    """Build the preset of one service; its first scope set is the default, its API mostly Graph."""
    offered = tuple(dict.fromkeys(scope for scopes in scope_sets.values() for scope in scopes))
    graph = api is None
    return Preset(
        name=name,
        title=title,
        categories=categories,
        keywords=(*keywords, *GRAPH_PRODUCTS) if graph else keywords,
        authorize_url="https://{cloud}/{tenant}/oauth2/v2.0/authorize",
        token_url="https://{cloud}/{tenant}/oauth2/v2.0/token",
        userinfo_url="https://{graph}/oidc/userinfo" if graph else None,
        device_authorization_url="https://{cloud}/{tenant}/oauth2/v2.0/devicecode",
        jwks_url="https://{cloud}/{tenant}/discovery/v2.0/keys",
        absent=("revocation_url", "introspection_url", "registration_url"),
        issuer="https://{cloud}/{tenant}/v2.0",
        variables={"cloud": CLOUD, "tenant": TENANT} | ({"graph": GRAPH} if graph else {}),
        scopes=next(iter(scope_sets.values()), ()),
        scope_sets=dict(scope_sets),
        scope_descriptions={scope: SCOPES[scope] for scope in offered},
        scope_restrictions={scope: "admin consent" for scope in offered if scope in ADMIN_CONSENT},
        api=api or Api(base_url="https://{graph}/v1.0"),
        redirect=Redirect(
            loopback=("localhost", "127.0.0.1"),
            any_port=True,
            note="http://127.0.0.1 can be entered in the app's manifest only.",
        ),
        offline=Offline(
            mode="request", scopes=("offline_access",), rotates=True, seconds=90 * 24 * 3600
        ),
        pkce="supported",
        token_endpoint_auth_methods=(
            "client_secret_post",
            "client_secret_basic",
            "private_key_jwt",
        ),
        registration=("console",),
        docs_url="https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow",
        console_url="https://entra.microsoft.com/",
        setup=(*SETUP, *((IDENTITY_SETUP,) if graph else ()), *setup),
        verified_on=date(2026, 11, 27),
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
        "selected": ("Sites.Selected",),
    },
    setup=(CONSENT_SETUP,),
    keywords=("sharepoint online", "sites"),
)

onedrive = _preset(
    "onedrive",
    "Microsoft OneDrive",
    ("files",),
    {
        "readonly": ("Files.Read.All",),
        "own": ("Files.Read",),
        "own_full": ("Files.ReadWrite",),
        "full": ("Files.ReadWrite.All",),
    },
    setup=(CONSENT_SETUP,),
    keywords=("onedrive for business", "skydrive"),
)

outlook = _preset(
    "outlook",
    "Microsoft Outlook",
    ("email",),
    {
        "readonly": ("Mail.Read",),
        "shared": ("Mail.Read", "Mail.Read.Shared"),
        "basic": ("Mail.ReadBasic",),
        "people": ("Mail.Read", "MailboxSettings.Read", "Contacts.Read", "People.Read"),
        "send": ("Mail.Send",),
        "full": ("Mail.ReadWrite", "Mail.Send"),
    },
    keywords=("outlook mail", "exchange online", "hotmail", "outlook.com"),
)

microsoft_calendar = _preset(
    "microsoft_calendar",
    "Microsoft Outlook Calendar",
    ("calendar",),
    {
        "readonly": ("Calendars.Read",),
        "shared": ("Calendars.Read", "Calendars.Read.Shared"),
        "basic": ("Calendars.ReadBasic",),
        "full": ("Calendars.ReadWrite",),
    },
    keywords=("outlook calendar", "exchange calendar"),
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
        "people": ("Team.ReadBasic.All", "TeamMember.Read.All", "Presence.Read.All"),
        "meetings": ("OnlineMeetings.Read", "OnlineMeetingTranscript.Read.All"),
        "send": ("ChannelMessage.Send", "ChatMessage.Send"),
    },
    setup=(ADMIN_SETUP, WORK_ONLY),
    keywords=("teams", "ms teams"),
)

microsoft_excel = _preset(
    "microsoft_excel",
    "Microsoft Excel",
    ("documents", "data"),
    {"readonly": ("Files.Read",), "full": ("Files.ReadWrite",)},
    setup=("Calls that open a workbook session may need the full scope set.",),
    keywords=("excel online",),
)

microsoft_planner = _preset(
    "microsoft_planner",
    "Microsoft Planner",
    ("projects",),
    {"readonly": ("Tasks.Read",), "full": ("Tasks.ReadWrite",)},
    setup=(WORK_ONLY,),
    keywords=("planner",),
)

microsoft_entra_id = _preset(
    "microsoft_entra_id",
    "Microsoft Entra ID",
    ("identity",),
    {
        "basic": ("User.Read", "User.ReadBasic.All"),
        "signin": ("openid", "profile", "email"),
        "directory": ("User.Read.All", "Group.Read.All"),
        "members": ("User.ReadBasic.All", "GroupMember.Read.All"),
        "all": ("Directory.Read.All",),
    },
    setup=(ADMIN_SETUP,),
    keywords=("azure ad", "azure active directory", "aad", "microsoft sign-in"),
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
        ),
        "dataflows": (f"{POWER_BI}Workspace.Read.All", f"{POWER_BI}Dataflow.Read.All"),
    },
    setup=(
        "Do not mix these scopes with Microsoft Graph ones: a token is for one resource. The"
        " national clouds have another resource and another API host.",
        WORK_ONLY,
    ),
    keywords=("powerbi", "microsoft fabric"),
    api=Api(base_url="https://api.powerbi.com/v1.0/myorg"),
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
        "Call the API at the environment: https://ORG.crm.dynamics.com/api/data/v9.2.",
    ),
    keywords=("dynamics crm", "dataverse", "common data service"),
    api=Api(headers={"OData-MaxVersion": "4.0", "OData-Version": "4.0"}),
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
    keywords=("todo", "to-do", "outlook tasks"),
)

onenote = _preset(
    "onenote",
    "Microsoft OneNote",
    ("documents",),
    {
        "readonly": ("Notes.Read.All",),
        "own": ("Notes.Read",),
        "create": ("Notes.Create",),
        "own_full": ("Notes.ReadWrite",),
        "full": ("Notes.ReadWrite.All",),
    },
    setup=("The readonly and full sets are for work or school accounts; a personal one: own.",),
    keywords=("microsoft onenote", "notes"),
)

microsoft_business_central = _preset(
    "microsoft_business_central",
    "Microsoft Dynamics 365 Business Central",
    ("accounting",),
    {"delegated": (BUSINESS_CENTRAL,)},
    setup=(
        "Give the app registration the delegated permission Financials.ReadWrite.All of Dynamics"
        " 365 Business Central; the vendor's guide names no read-only one.",
        "The path of the API names the environment, as in /production/api/v2.0.",
    ),
    keywords=("business central", "dynamics nav", "navision"),
    api=Api(base_url="https://api.businesscentral.dynamics.com/v2.0"),
)
