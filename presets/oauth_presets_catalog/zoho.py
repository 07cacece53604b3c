"""Zoho: https://www.zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html.

That page and the ones beside it prove the endpoints, which all products share; docs_url is the page
of the product.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, TokenResponse, Variable

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Data centre of the account; the address of its Zoho pages ends in it.",
    choices={
        "us": "zoho.com",
        "eu": "zoho.eu",
        "in": "zoho.in",
        "au": "zoho.com.au",
        "jp": "zoho.jp",
        "ca": "zohocloud.ca",
        "sa": "zoho.sa",
        "uk": "zoho.uk",
        "cn": "zoho.com.cn",
    },
)
SEARCH = {"ZohoSearch.securesearch.READ": "Search records"}
API_DOMAIN = "Base URL of the API in the account's data centre"


def product(
    name: str,
    title: str,
    categories: tuple[str, ...],
    scopes: dict[str, str],
    docs_url: str,
    *setup: str,
    default: tuple[str, ...],
    api: str | None = None,
    keywords: tuple[str, ...] = (),
) -> Preset:
    """Make the preset of one product; the authorization server is the same, scopes differ.

    Without `api`, its address is the `api_domain` of the token response.
    """
    return Preset(
        name=name,
        title=title,
        categories=categories,
        keywords=keywords,
        authorize_url="https://accounts.{region}/oauth/v2/auth",
        token_url="https://accounts.{region}/oauth/v2/token",
        revocation_url="https://accounts.{region}/oauth/v2/token/revoke",
        userinfo_url="https://accounts.{region}/oauth/user/info",
        variables={"region": REGION},
        scopes=default,
        scope_separator=",",
        scope_sets={"readonly": default, "everything": tuple(scopes)},
        scope_descriptions=scopes,
        authorization_response=AuthorizationResponse(selects={"location": "region"}),
        token_response=TokenResponse(extras={} if api else {"api_domain": API_DOMAIN}),
        api=Api(base_url=api, scheme="Zoho-oauthtoken"),
        offline=Offline(
            mode="request", params={"access_type": "offline", "prompt": "consent"}, rotates=False
        ),
        access_token_seconds=3600,
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("console",),
        docs_url=docs_url,
        console_url="https://api-console.zoho.com/",
        setup=(
            "Create a server-based application in the API Console, with {redirect_uri} among its"
            " authorized redirect URIs.",
            "Accounts of another data centre need Multi-DC enabled for the app; the client secret"
            " can differ by data centre. A code is good for two minutes.",
            "A user has twenty refresh tokens an app: a further one deletes the oldest.",
            "To identify the user, add the scope AaaServer.profile.READ.",
            *setup,
        ),
        verified_on=date(2026, 11, 27),
        evidence="vendor_page",
        unverified=("scopes", "userinfo_url"),
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
        "ZohoCRM.coql.READ": "Query records in COQL",
        "ZohoCRM.bulk.READ": "Export records in bulk",
        "ZohoCRM.notifications.READ": "Read the notifications that are switched on",
        **SEARCH,
    },
    "https://www.zoho.com/crm/developer/docs/api/v8/multi-dc.html",
    "A token is good for the one organisation chosen on consent, production or sandbox.",
    default=(
        "ZohoCRM.modules.READ",
        "ZohoCRM.settings.READ",
        "ZohoCRM.org.READ",
        "ZohoCRM.users.READ",
        "ZohoSearch.securesearch.READ",
    ),
    keywords=("zoho", "zohocrm"),
)
zoho_books = product(
    "zoho_books",
    "Zoho Books",
    ("accounting",),
    {
        "ZohoBooks.settings.READ": "Read organisations, items, taxes and currencies",
        "ZohoBooks.contacts.READ": "Read customers and vendors",
        "ZohoBooks.estimates.READ": "Read estimates",
        "ZohoBooks.salesorders.READ": "Read sales orders",
        "ZohoBooks.invoices.READ": "Read invoices",
        "ZohoBooks.customerpayments.READ": "Read payments of customers",
        "ZohoBooks.creditnotes.READ": "Read credit notes",
        "ZohoBooks.purchaseorders.READ": "Read purchase orders",
        "ZohoBooks.bills.READ": "Read bills",
        "ZohoBooks.vendorpayments.READ": "Read payments to vendors",
        "ZohoBooks.debitnotes.READ": "Read vendor credits",
        "ZohoBooks.expenses.READ": "Read expenses",
        "ZohoBooks.projects.READ": "Read projects and time entries",
        "ZohoBooks.banking.READ": "Read bank accounts and transactions",
        "ZohoBooks.accountants.READ": "Read the chart of accounts and journals",
    },
    "https://www.zoho.com/books/api/v3/oauth/",
    "Every call but the list of organisations wants the parameter organization_id.",
    default=(
        "ZohoBooks.settings.READ",
        "ZohoBooks.contacts.READ",
        "ZohoBooks.invoices.READ",
        "ZohoBooks.bills.READ",
        "ZohoBooks.expenses.READ",
    ),
    keywords=("zoho", "zohobooks"),
)
zoho_desk = product(
    "zoho_desk",
    "Zoho Desk",
    ("support",),
    {
        "Desk.tickets.READ": "Read tickets with their conversations and attachments",
        "Desk.contacts.READ": "Read contacts and accounts",
        "Desk.search.READ": "Search tickets, contacts and articles",
        "Desk.basic.READ": "Read organisations, agents and departments",
        "Desk.settings.READ": "Read the settings",
        "Desk.articles.READ": "Read the articles of the knowledge base",
        "Desk.tasks.READ": "Read tasks",
        "Desk.events.READ": "Read events",
    },
    "https://desk.zoho.com/DeskAPIDocument",
    "Every call but the list of organisations wants the header orgId.",
    default=("Desk.tickets.READ", "Desk.contacts.READ", "Desk.search.READ"),
    api="https://desk.{region}/api/v1",
    keywords=("zoho", "zohodesk"),
)
zoho_mail = product(
    "zoho_mail",
    "Zoho Mail",
    ("email",),
    {
        "ZohoMail.accounts.READ": "Read the user's mail accounts",
        "ZohoMail.folders.READ": "List folders",
        "ZohoMail.messages.READ": "Read and search messages",
        "ZohoMail.tags.READ": "List labels",
        "ZohoMail.tasks.READ": "Read tasks",
        "ZohoMail.notes.READ": "Read notes",
        "ZohoMail.links.READ": "Read bookmarks",
    },
    "https://www.zoho.com/mail/help/api/using-oauth-2.html",
    default=("ZohoMail.accounts.READ", "ZohoMail.folders.READ", "ZohoMail.messages.READ"),
    api="https://mail.{region}/api",
    keywords=("zoho", "zohomail"),
)
zoho_people = product(
    "zoho_people",
    "Zoho People",
    ("people",),
    {
        "ZOHOPEOPLE.forms.READ": "Read the records of forms, such as employees and departments",
        "ZOHOPEOPLE.timetracker.READ": "Read time sheets",
        "ZOHOPEOPLE.attendance.READ": "Read attendance",
        "ZOHOPEOPLE.leave.READ": "Read leave",
    },
    "https://www.zoho.com/people/api/v3/scopes.html",
    "Zoho's page names the scope for time sheets timesheet in its text, timetracker in its table.",
    default=("ZOHOPEOPLE.forms.READ", "ZOHOPEOPLE.timetracker.READ"),
    api="https://people.{region}/people/api",
    keywords=("zoho", "zohopeople"),
)
zoho_projects = product(
    "zoho_projects",
    "Zoho Projects",
    ("projects",),
    {
        "ZohoProjects.portals.READ": "Read portals",
        "ZohoProjects.projects.READ": "Read projects",
        "ZohoProjects.tasks.READ": "Read tasks",
        "ZohoProjects.tasklists.READ": "Read task lists",
        "ZohoProjects.milestones.READ": "Read milestones",
        "ZohoProjects.bugs.READ": "Read issues",
        "ZohoProjects.timesheets.READ": "Read time sheets",
        "ZohoProjects.documents.READ": "Read documents",
        "ZohoProjects.forums.READ": "Read forums",
        "ZohoProjects.events.READ": "Read events",
        "ZohoProjects.users.READ": "Read users",
    },
    "https://projects.zoho.com/api-docs",
    default=("ZohoProjects.portals.READ", "ZohoProjects.projects.READ", "ZohoProjects.tasks.READ"),
    api="https://projectsapi.{region}",
    keywords=("zoho", "zohoprojects"),
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
    default=(
        "WorkDrive.team.READ",
        "WorkDrive.teamfolders.READ",
        "WorkDrive.files.READ",
        "ZohoSearch.securesearch.READ",
    ),
    keywords=("zoho", "zoho docs"),
)

zoho_bigin = product(
    "zoho_bigin",
    "Bigin by Zoho CRM",
    ("crm", "sales"),
    {
        "ZohoBigin.modules.READ": "Read the records of every module",
        "ZohoBigin.settings.READ": "Read modules, fields and layouts",
        "ZohoBigin.users.READ": "Read users",
        "ZohoBigin.org.READ": "Read the organisation's profile",
    },
    "https://www.bigin.com/developer/docs/apis/v2/scopes.html",
    default=("ZohoBigin.modules.READ", "ZohoBigin.settings.READ"),
    keywords=("zoho", "bigin"),
)

zoho_inventory = product(
    "zoho_inventory",
    "Zoho Inventory",
    ("commerce", "accounting"),
    {
        "ZohoInventory.items.READ": "Read items",
        "ZohoInventory.salesorders.READ": "Read sales orders",
        "ZohoInventory.contacts.READ": "Read contacts",
        "ZohoInventory.settings.READ": "Read settings",
    },
    "https://www.zoho.com/inventory/api/v1/oauth/",
    "Each call needs organization_id.",
    default=(
        "ZohoInventory.items.READ",
        "ZohoInventory.salesorders.READ",
        "ZohoInventory.contacts.READ",
    ),
)

zoho_invoice = product(
    "zoho_invoice",
    "Zoho Invoice",
    ("accounting",),
    {
        "ZohoInvoice.invoices.READ": "Read invoices",
        "ZohoInvoice.contacts.READ": "Read contacts",
        "ZohoInvoice.settings.READ": "Read settings",
    },
    "https://www.zoho.com/invoice/api/v3/oauth/",
    "Each call needs a header with the organisation's ID.",
    default=("ZohoInvoice.invoices.READ", "ZohoInvoice.contacts.READ"),
)

zoho_recruit = product(
    "zoho_recruit",
    "Zoho Recruit",
    ("people",),
    {
        "ZohoRecruit.modules.READ": "Read the records of every module",
        "ZohoRecruit.settings.READ": "Read modules, fields and layouts",
        "ZohoRecruit.users.READ": "Read users",
    },
    "https://help.zoho.com/portal/en/kb/recruit/developer-guide/oauth-authentication/overview/"
    "articles/oauth-overview",
    default=("ZohoRecruit.modules.READ", "ZohoRecruit.settings.READ"),
    keywords=("ats", "applicant tracking"),
)
