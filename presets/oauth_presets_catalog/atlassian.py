"""Atlassian: https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

AUTHORIZE_URL = "https://auth.atlassian.com/authorize"
TOKEN_URL = "https://auth.atlassian.com/oauth/token"
CONSOLE = "https://developer.atlassian.com/console/myapps/"
CLOUD_PARAMS = {"audience": "api.atlassian.com", "prompt": "consent"}
CLOUD_OFFLINE = Offline(mode="request", scopes=("offline_access",))
CLOUD_SETUP = (
    "Register {redirect_uri} as the callback URL under Authorization, OAuth 2.0 (3LO).",
    "Add the product's API and every scope that is asked for under Permissions.",
    "Calls go to api.atlassian.com with a cloud id, which "
    "https://api.atlassian.com/oauth/token/accessible-resources lists.",
    "Refresh tokens rotate: store the new one after each refresh.",
)

CONFLUENCE_CLASSIC = (
    "search:confluence",
    "read:confluence-content.all",
    "read:confluence-space.summary",
)
CONFLUENCE_GRANULAR = ("read:page:confluence", "read:space:confluence")

confluence = Preset(
    name="confluence",
    title="Confluence Cloud",
    categories=("documents",),
    authorize_url=AUTHORIZE_URL,
    token_url=TOKEN_URL,
    scopes=CONFLUENCE_CLASSIC,
    scope_sets={"classic": CONFLUENCE_CLASSIC, "granular": CONFLUENCE_GRANULAR},
    scope_descriptions={
        "search:confluence": "Search Confluence content",
        "read:confluence-content.all": "Read pages, blogs, comments and attachments",
        "read:confluence-space.summary": "Read a summary of spaces",
        "read:page:confluence": "Read pages, by the REST API v2",
        "read:space:confluence": "Read spaces, by the REST API v2",
    },
    authorize_params=CLOUD_PARAMS,
    offline=CLOUD_OFFLINE,
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/",
    console_url=CONSOLE,
    setup=(
        *CLOUD_SETUP,
        "Atlassian recommends classic scopes; the REST API v2 takes granular ones.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)

JIRA_READ = ("read:jira-work", "read:jira-user")

jira = Preset(
    name="jira",
    title="Jira Cloud",
    categories=("projects",),
    authorize_url=AUTHORIZE_URL,
    token_url=TOKEN_URL,
    scopes=JIRA_READ,
    scope_sets={"readonly": JIRA_READ, "full": (*JIRA_READ, "write:jira-work")},
    scope_descriptions={
        "read:jira-work": "Read projects, issues, comments and attachments, and search them",
        "read:jira-user": "Read people's names and addresses",
        "write:jira-work": "Create and change issues",
    },
    authorize_params=CLOUD_PARAMS,
    offline=CLOUD_OFFLINE,
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/",
    console_url=CONSOLE,
    setup=CLOUD_SETUP,
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)

DATA_CENTER_SETUP = (
    "An administrator makes an incoming link: Application links, Create link, External "
    "application, Incoming; register {redirect_uri} as its redirect URL.",
    "The link shows the client id and secret, and limits the scopes.",
)


def _data_center(name: str, title: str, product: str, category: str, docs_url: str) -> Preset:
    return Preset(
        name=name,
        title=title,
        categories=(category,),
        authorize_url="{base_url}/rest/oauth2/latest/authorize",
        token_url="{base_url}/rest/oauth2/latest/token",
        variables={
            "base_url": Variable(
                kind="base_url",
                example=f"https://{product}.example.com",
                description="Base URL of the instance, with its context path if it has one",
            ),
        },
        scopes=("READ",),
        scope_sets={"readonly": ("READ",), "write": ("WRITE",)},
        scope_descriptions={
            "READ": "Read what the user can read",
            "WRITE": "Create, change and delete what the user can",
        },
        offline=Offline(mode="always"),
        pkce="supported",
        docs_url=docs_url,
        setup=DATA_CENTER_SETUP,
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("offline",),
    )


confluence_data_center = _data_center(
    "confluence_data_center",
    "Confluence Data Center",
    "confluence",
    "documents",
    "https://developer.atlassian.com/server/confluence/confluence-oauth2-provider-api/",
)

jira_data_center = _data_center(
    "jira_data_center",
    "Jira Data Center",
    "jira",
    "projects",
    "https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html",
)

bitbucket = Preset(
    name="bitbucket",
    title="Bitbucket Cloud",
    categories=("developer",),
    authorize_url="https://bitbucket.org/site/oauth2/authorize",
    token_url="https://bitbucket.org/site/oauth2/access_token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_basic",),
    docs_url="https://developer.atlassian.com/cloud/bitbucket/oauth-2/",
    setup=(
        "In the workspace settings, under OAuth consumers, add a consumer with {redirect_uri} as "
        "its callback URL.",
        "The consumer's permissions are the scopes; none is sent.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline",),
)
