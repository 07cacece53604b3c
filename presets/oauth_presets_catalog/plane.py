"""Plane: https://developers.plane.so/dev-tools/build-plane-app/choose-token-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {
    "projects:read": "Read projects",
    "projects.work_items:read": "Read work items",
    "projects.work_items.comments:read": "Read comments on work items",
    "projects.work_items.attachments:read": "Read attachments of work items",
    "projects.work_items.worklogs:read": "Read work logs",
    "projects.pages:read": "Read the pages of projects",
    "projects.members:read": "Read the members of projects",
    "projects.states:read": "Read states",
    "projects.labels:read": "Read labels",
    "projects.cycles:read": "Read cycles",
    "projects.modules:read": "Read modules",
    "projects.milestones:read": "Read milestones",
    "wiki.pages:read": "Read pages of the wiki",
    "customers:read": "Read customers",
}

BASE_URL = Variable(
    kind="base_url",
    default="https://api.plane.so",
    example="https://plane.example.com",
    description="Address of Plane's API: the cloud's, or that of your own server.",
)

plane = Preset(
    name="plane",
    title="Plane",
    categories=("projects",),
    keywords=("plane.so", "issue tracker"),
    authorize_url="{base_url}/auth/o/authorize-app/",
    token_url="{base_url}/auth/o/token/",
    userinfo_url="{base_url}/api/v1/users/me/",
    variables={"base_url": BASE_URL},
    scopes=("projects:read", "projects.work_items:read", "projects.pages:read", "wiki.pages:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="{base_url}/api/v1"),
    offline=Offline(mode="always"),
    access_token_seconds=86_400,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.plane.so/dev-tools/build-plane-app/choose-token-flow",
    setup=("In the workspace's settings, create an application with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("pkce",),
)
