"""Mixpanel: https://docs.mixpanel.com/docs/mcp."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "projects": "Projects",
    "analysis": "Analysis",
    "events": "Events",
    "insights": "Insights reports",
    "segmentation": "Segmentation reports",
    "retention": "Retention reports",
    "data:read": "Read data",
    "funnels": "Funnels",
    "flows": "Flows",
    "data_definitions": "Definitions of events and properties",
    "dashboard_reports": "Boards",
    "bookmarks": "Saved reports",
    "user_details": "Details of the user",
    "business_context": "Context of the business",
}

REGION = Variable(
    kind="choice",
    default="us",
    example="eu",
    description="Where the project's data are kept: us, eu or in (India).",
    choices={"us": "mixpanel.com", "eu": "eu.mixpanel.com", "in": "in.mixpanel.com"},
)

mixpanel = Preset(
    name="mixpanel",
    title="Mixpanel",
    categories=("analytics",),
    keywords=("mixpanel mcp",),
    authorize_url="https://{region}/oauth/authorize",
    token_url="https://{region}/oauth/token/",
    registration_url="https://{region}/oauth/mcp/register/",
    variables={"region": REGION},
    scopes=(
        "projects",
        "analysis",
        "events",
        "insights",
        "segmentation",
        "retention",
        "data:read",
        "funnels",
        "flows",
        "data_definitions",
    ),
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("none", "client_secret_basic", "client_secret_post"),
    registration=("dynamic",),
    docs_url="https://docs.mixpanel.com/docs/mcp",
    setup=(
        "The token is for Mixpanel's MCP server; its other APIs take service accounts.",
        "Register the client at the registration endpoint of the region, with {redirect_uri} among"
        " its redirect URIs.",
        "The ten default scopes are mandatory together.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
