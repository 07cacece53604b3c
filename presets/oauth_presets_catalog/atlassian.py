"""Atlassian: https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/.

The metadata are those of https://auth.atlassian.com/.well-known/oauth-authorization-server; scopes
are those of the pages "scopes for OAuth 2.0 (3LO) and Forge apps" of each product.
"""

from datetime import date
from typing import Any

from oauth_presets import Api, Offline, Preset, Variable

CONFLUENCE_CLASSIC = (
    "search:confluence",
    "read:confluence-content.all",
    "read:confluence-space.summary",
)
CONFLUENCE_GRANULAR = ("read:page:confluence", "read:space:confluence")
CONFLUENCE = {
    "title": "Confluence Cloud",
    "categories": ("documents",),
    "keywords": ("confluence", "atlassian", "wiki"),
    "scopes": CONFLUENCE_CLASSIC,
    "scope_sets": {
        "readonly": CONFLUENCE_CLASSIC,
        "classic": CONFLUENCE_CLASSIC,
        "people": (*CONFLUENCE_CLASSIC, "read:confluence-user", "read:confluence-groups"),
        "granular": CONFLUENCE_GRANULAR,
        "granular_content": (
            *CONFLUENCE_GRANULAR,
            "read:blogpost:confluence",
            "read:comment:confluence",
            "read:attachment:confluence",
            "read:label:confluence",
            "read:whiteboard:confluence",
            "read:database:confluence",
            "read:folder:confluence",
            "read:hierarchical-content:confluence",
        ),
        "full": (
            *CONFLUENCE_CLASSIC,
            "write:confluence-content",
            "write:confluence-space",
            "write:confluence-file",
        ),
    },
    "scope_descriptions": {
        "search:confluence": "Search Confluence content",
        "read:confluence-content.all": "Read pages, blogs, comments and attachments",
        "read:confluence-content.summary": "Read content without its body",
        "read:confluence-content.permission": "See whether a user may read or change content",
        "read:confluence-space.summary": "Read a summary of spaces",
        "read:confluence-props": "Read properties of content",
        "read:confluence-user": "Read people's names and addresses",
        "read:confluence-groups": "Read groups and their members",
        "readonly:content.attachment:confluence": "Download attachments",
        "write:confluence-content": "Create and change pages, blogs and comments",
        "write:confluence-space": "Create, change and delete spaces",
        "write:confluence-file": "Upload attachments",
        "read:page:confluence": "Read pages, by the REST API v2",
        "read:space:confluence": "Read spaces, by the REST API v2",
        "read:blogpost:confluence": "Read blog posts, by the REST API v2",
        "read:comment:confluence": "Read comments, by the REST API v2",
        "read:attachment:confluence": "Read attachments, by the REST API v2",
        "read:label:confluence": "Read labels, by the REST API v2",
        "read:whiteboard:confluence": "Read whiteboards, by the REST API v2",
        "read:database:confluence": "Read databases, by the REST API v2",
        "read:folder:confluence": "Read folders, by the REST API v2",
        "read:hierarchical-content:confluence": "List what lies below a page or folder",
        "read:permission:confluence": "Read permissions, by the REST API v2",
        "read:me": "Read who the user is",
    },
}

JIRA_READ = ("read:jira-work", "read:jira-user")
JIRA_BOARDS = (
    "read:board-scope:jira-software",
    "read:sprint:jira-software",
    "read:epic:jira-software",
    "read:issue:jira-software",
)
SERVICE_DESK = ("read:servicedesk-request", "read:servicemanagement-insight-objects")
JIRA = {
    "title": "Jira Cloud",
    "categories": ("projects",),
    "keywords": ("jira", "atlassian", "jira software", "jira service management", "jsm"),
    "scopes": JIRA_READ,
    "scope_sets": {
        "readonly": JIRA_READ,
        "boards": (*JIRA_READ, *JIRA_BOARDS),
        "service_desk": (*JIRA_READ, *SERVICE_DESK),
        "full": (*JIRA_READ, "write:jira-work"),
        "admin": (
            *JIRA_READ,
            "write:jira-work",
            "manage:jira-project",
            "manage:jira-configuration",
            "manage:jira-webhook",
        ),
    },
    "scope_descriptions": {
        "read:jira-work": "Read projects, issues, comments and attachments, and search them",
        "read:jira-user": "Read people's names and addresses",
        "write:jira-work": "Create and change issues",
        "manage:jira-project": "Change settings of projects, their components and versions",
        "manage:jira-configuration": "Change settings of the site: fields, workflows, link types",
        "manage:jira-webhook": "Register and remove webhooks",
        "read:board-scope:jira-software": "Read boards and their backlogs",
        "read:sprint:jira-software": "Read sprints",
        "read:epic:jira-software": "Read epics",
        "read:issue:jira-software": "Read the agile fields of issues",
        "read:servicedesk-request": "Read requests and service desks",
        "write:servicedesk-request": "Create and change requests",
        "read:servicemanagement-insight-objects": "Read assets and their schemas",
        "read:me": "Read who the user is",
    },
}
CONFLUENCE_DOCS = "https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/"
JIRA_DOCS = "https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/"


def cloud(name: str, product: dict[str, Any], docs_url: str, **others: Any) -> Preset:
    """Make the preset of one product in the Atlassian cloud."""
    domain = others.pop("domain", "atlassian.com")
    common = {
        "authorize_url": f"https://auth.{domain}/authorize",
        "token_url": f"https://auth.{domain}/oauth/token",
        "authorize_params": {"audience": f"api.{domain}", "prompt": "consent"},
        "offline": Offline(mode="request", scopes=("offline_access",), rotates=True),
        "token_endpoint_auth_methods": ("client_secret_post",),
        "api": Api(base_url=f"https://api.{domain}"),
        "registration": ("console",),
        "docs_url": docs_url,
        "setup": (
            "Register {redirect_uri} as the callback URL under Authorization, OAuth 2.0 (3LO).",
            "Add the product's API and every scope that is asked for under Permissions; read:me "
            "is in the User identity API.",
            f"Calls go to https://api.{domain}/ex/PRODUCT/CLOUD_ID; the sites and their cloud ids "
            f"are at https://api.{domain}/oauth/token/accessible-resources.",
        ),
        "verified_on": date(2026, 11, 27),
        "evidence": "vendor_page",
    }
    return Preset(name=name, **{**common, **product, **others})


PUBLIC: dict[str, Any] = {
    "issuer": "https://auth.atlassian.com",
    "revocation_url": "https://auth.atlassian.com/oauth/revoke",
    "userinfo_url": "https://api.atlassian.com/me",
    "pkce": "supported",
    "console_url": "https://developer.atlassian.com/console/myapps/",
    "unverified": ("issuer", "revocation_url", "userinfo_url", "pkce"),
}
GOVERNMENT: dict[str, Any] = {
    "domain": "atlassian-us-gov-mod.com",
    "evidence": "catalogues",  # the page was seen as far as the authorization request
    "unverified": ("token_url", "token_endpoint_auth_methods", "api", "scopes"),
}
GOVERNMENT_DOCS = "https://developer.atlassian.com/platform/framework/agc/guides/manage-3lo-apps"

confluence = cloud("confluence", CONFLUENCE, CONFLUENCE_DOCS, **PUBLIC)
confluence_government = cloud(
    "confluence_government",
    {**CONFLUENCE, "title": "Confluence Government Cloud"},
    GOVERNMENT_DOCS,
    **GOVERNMENT,
)
jira = cloud("jira", JIRA, JIRA_DOCS, **PUBLIC)
jira_government = cloud(
    "jira_government", {**JIRA, "title": "Jira Government Cloud"}, GOVERNMENT_DOCS, **GOVERNMENT
)


def data_center(
    name: str, title: str, product: str, category: str, user_path: str, docs_url: str
) -> Preset:
    """Make the preset of one product that a customer runs."""
    return Preset(
        name=name,
        title=title,
        categories=(category,),
        keywords=(f"{product} server", "atlassian"),
        authorize_url="{base_url}/rest/oauth2/latest/authorize",
        token_url="{base_url}/rest/oauth2/latest/token",
        userinfo_url=f"{{base_url}}/rest/api/{user_path}",
        variables={
            "base_url": Variable(
                kind="base_url",
                example=f"https://{product}.example.com",
                description="Base URL of the instance, with its context path if it has one",
            )
        },
        scopes=("READ",),
        scope_sets={"readonly": ("READ",), "write": ("WRITE",)},
        scope_descriptions={
            "READ": "Read what the user can read",
            "WRITE": "Create, change and delete what the user can",
            "ADMIN": "Administer what the user can, without system administration",
        },
        offline=Offline(mode="always"),
        pkce="supported",
        token_endpoint_auth_methods=("client_secret_post",),
        api=Api(base_url="{base_url}/rest/api"),
        registration=("console",),
        docs_url=docs_url,
        setup=(
            "An administrator makes an incoming link: Application links, Create link, External "
            "application, Incoming; register {redirect_uri} as its redirect URL.",
            "The link shows the client id and secret, and limits the scopes.",
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("userinfo_url", "offline", "token_endpoint_auth_methods", "api"),
    )


confluence_data_center = data_center(
    "confluence_data_center",
    "Confluence Data Center",
    "confluence",
    "documents",
    "user/current",
    "https://developer.atlassian.com/server/confluence/confluence-oauth2-provider-api/",
)
jira_data_center = data_center(
    "jira_data_center",
    "Jira Data Center",
    "jira",
    "projects",
    "2/myself",
    "https://confluence.atlassian.com/adminjiraserver/jira-oauth-2-0-provider-api-1115659070.html",
)

bitbucket = Preset(
    name="bitbucket",
    title="Bitbucket Cloud",
    categories=("developer",),
    keywords=("atlassian", "git"),
    authorize_url="https://bitbucket.org/site/oauth2/authorize",
    token_url="https://bitbucket.org/site/oauth2/access_token",
    userinfo_url="https://api.bitbucket.org/2.0/user",
    offline=Offline(mode="always"),
    access_token_seconds=7200,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="https://api.bitbucket.org/2.0"),
    registration=("console",),
    docs_url="https://developer.atlassian.com/cloud/bitbucket/oauth-2/",
    setup=(
        "In the workspace settings, under OAuth consumers, add a consumer with {redirect_uri} as "
        "its callback URL.",
        "The consumer's permissions are the scopes; none is sent.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("offline", "access_token_seconds", "pkce", "userinfo_url", "api"),
)
