"""Datadog: https://docs.datadoghq.com/extend/authorization/oauth2_endpoints.

Which host takes what is said on
https://docs.datadoghq.com/developers/authorization/oauth2_in_datadog/.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset, Redirect, Variable

SITES = (
    "datadoghq.com",
    "us3.datadoghq.com",
    "us5.datadoghq.com",
    "datadoghq.eu",
    "ap1.datadoghq.com",
    "ap2.datadoghq.com",
    "ddog-gov.com",
    "us2.ddog-gov.com",
)
READ_ONLY = ("dashboards_read", "monitors_read", "metrics_read", "events_read")

SCOPES = {
    "dashboards_read": "Read dashboards",
    "dashboards_write": "Create and change dashboards",
    "monitors_read": "Read monitors",
    "metrics_read": "Read custom metrics",
    "events_read": "Read events",
    "incident_read": "Read incidents",
    "cases_read": "Read cases",
    "teams_read": "Read teams",
    "hosts_read": "List hosts and their attributes",
    "apm_read": "Read traces and APM data",
    "slos_read": "Read service level objectives",
    "synthetics_read": "Read synthetic tests and their results",
    "usage_read": "Read the organisation's usage",
    "user_access_read": "Read users and their roles",
    "workflows_read": "Read workflows",
    "security_monitoring_signals_read": "Read security signals",
    "security_monitoring_findings_read": "Read misconfigurations and identity risks",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "incidents": (*READ_ONLY, "incident_read", "cases_read", "teams_read"),
    "security": ("security_monitoring_signals_read", "security_monitoring_findings_read"),
    "infrastructure": (*READ_ONLY, "hosts_read", "apm_read", "slos_read", "synthetics_read"),
}

datadog = Preset(
    name="datadog",
    title="Datadog",
    categories=("developer", "analytics"),
    keywords=("observability", "monitoring"),
    authorize_url="https://app.datadoghq.com/oauth2/v1/authorize",
    token_url="https://api.{site}/oauth2/v1/token",
    revocation_url="https://api.{site}/oauth2/v1/revoke",
    variables={
        "site": Variable(
            kind="choice",
            default="datadoghq.com",
            example="datadoghq.eu",
            description="Datadog site of the user, who picks it during the sign-in.",
            choices={site: site for site in SITES},
        )
    },
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    authorization_response=AuthorizationResponse(selects={"domain": "site"}),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    api=Api(base_url="https://api.{site}/api"),
    redirect=Redirect(loopback=("localhost",)),
    registration=("partner",),
    docs_url="https://docs.datadoghq.com/extend/authorization/oauth2_endpoints",
    setup=(
        "Create the OAuth client in a Datadog partner sandbox, with {redirect_uri} and its scopes.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("authorization_response",),
)
