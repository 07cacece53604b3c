"""Zoho: https://www.zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html.

That page and the ones beside it prove the endpoints, which all products share; docs_url is the page
of the product.
"""

from datetime import date

from oauth_presets import Offline, Preset, Variable

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Data centre of the account; the address of its Zoho pages ends in it.",
    choices={
        "us": "accounts.zoho.com",
        "eu": "accounts.zoho.eu",
        "in": "accounts.zoho.in",
        "au": "accounts.zoho.com.au",
        "jp": "accounts.zoho.jp",
        "ca": "accounts.zohocloud.ca",
        "sa": "accounts.zoho.sa",
        "uk": "accounts.zoho.uk",
        "cn": "accounts.zoho.com.cn",
    },
)
SETUP = (
    "Create a server-based application in the API Console, with {redirect_uri} among its"
    " authorized redirect URIs.",
    "Accounts of another data centre need Multi-DC enabled for the app; the client secret can"
    " differ by data centre.",
    "The answer to the redirect URI names the data centre in its parameter location: only that"
    " region's token endpoint knows the code, for two minutes.",
)
API_DOMAIN = "Call the API at the api_domain of the token response."
API_HOST = "The host of the API ends in the data centre too: {}.zoho.eu goes with eu."


def product(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scopes: dict[str, str],
    docs_url: str,
    *setup: str,
    unverified: tuple[str, ...] = ("scopes",),
) -> Preset:
    """Make the preset of one product; the authorization server is the same, scopes differ."""
    return Preset(
        name=name,
        title=title,
        categories=categories,
        authorize_url="https://{region}/oauth/v2/auth",
        token_url="https://{region}/oauth/v2/token",
        variables={"region": REGION},
        scopes=tuple(scopes),
        scope_separator=",",
        scope_descriptions=scopes,
        offline=Offline(mode="request", params={"access_type": "offline", "prompt": "consent"}),
        token_endpoint_auth_methods=("client_secret_post",),
        docs_url=docs_url,
        console_url="https://api-console.zoho.com/",
        setup=(*SETUP, *setup),
        verified_on=date(2026, 11, 25),
        evidence="vendor_page",
        unverified=unverified,
    )


zoho_crm = product(
    "zoho_crm",
    "Zoho CRM",
    ("crm", "sales"),
    {
        "ZohoCRM.modules.READ": "Read the records of every module",
        "ZohoCRM.settings.READ": "Read modules, fields and layouts",
        "ZohoCRM.org.READ": "Read the organisation's profile",
        "ZohoCRM.users.READ": "Read users",
        "ZohoSearch.securesearch.READ": "Search records",
    },
    "https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html",
    API_DOMAIN,
    "A token is good for the one organisation chosen on consent, production or sandbox.",
)
zoho_books = product(
    "zoho_books",
    "Zoho Books",
    ("accounting",),
    {
        "ZohoBooks.settings.READ": "Read organisations, items, taxes and currencies",
        "ZohoBooks.contacts.READ": "Read customers and vendors",
        "ZohoBooks.invoices.READ": "Read invoices",
        "ZohoBooks.bills.READ": "Read bills",
        "ZohoBooks.expenses.READ": "Read expenses",
    },
    "https://www.zoho.com/books/api/v3/oauth/",
    API_DOMAIN,
    "Every call but the list of organisations wants the parameter organization_id.",
)
zoho_desk = product(
    "zoho_desk",
    "Zoho Desk",
    ("support",),
    {
        "Desk.tickets.READ": "Read tickets with their conversations and attachments",
        "Desk.contacts.READ": "Read contacts and accounts",
        "Desk.search.READ": "Search tickets, contacts and articles",
    },
    "https://desk.zoho.com/DeskAPIDocument",
    API_HOST.format("desk"),
    "Every call but the list of organisations wants the header orgId.",
)
zoho_mail = product(
    "zoho_mail",
    "Zoho Mail",
    ("email",),
    {
        "ZohoMail.accounts.READ": "Read the user's mail accounts",
        "ZohoMail.folders.READ": "List folders",
        "ZohoMail.messages.READ": "Read and search messages",
    },
    "https://www.zoho.com/mail/help/api/using-oauth-2.html",
    API_HOST.format("mail"),
)
zoho_people = product(
    "zoho_people",
    "Zoho People",
    ("people",),
    {
        "ZOHOPEOPLE.forms.READ": "Read the records of forms, such as employees and departments",
        "ZOHOPEOPLE.timesheet.READ": "Read time sheets",
    },
    "https://www.zoho.com/people/api/v3/scopes.html",
    API_HOST.format("people"),
    unverified=(),
)
zoho_projects = product(
    "zoho_projects",
    "Zoho Projects",
    ("projects",),
    {
        "ZohoProjects.portals.READ": "Read portals",
        "ZohoProjects.projects.READ": "Read projects",
        "ZohoProjects.tasks.READ": "Read tasks",
    },
    "https://projects.zoho.com/api-docs",
    API_HOST.format("projectsapi"),
)
zoho_workdrive = product(
    "zoho_workdrive",
    "Zoho WorkDrive",
    ("files", "documents"),
    {
        "WorkDrive.team.READ": "Read teams and their members",
        "WorkDrive.teamfolders.READ": "Read team folders",
        "WorkDrive.files.READ": "Read files and folders",
        "ZohoSearch.securesearch.READ": "Search files",
    },
    "https://www.zoho.com/workdrive/developer/docs/api/v1/oauth-authentication-scopes.html",
    API_HOST.format("workdrive"),
)
