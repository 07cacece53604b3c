"""PostHog: https://posthog.com/docs/api/oauth.

Endpoints and client authentication are those of the metadata in https://github.com/PostHog/posthog.
"""

from datetime import date

from oauth_presets import Offline, Preset, Redirect, Variable

SCOPES = {
    "project:read": "Read projects",
    "insight:read": "Read insights",
    "dashboard:read": "Read dashboards",
    "person:read": "Read persons",
    "query:read": "Run queries",
}

REGION = Variable(
    kind="choice",
    default="any",
    example="eu",
    description="Cloud of the project: us, eu, or any to let PostHog route the user.",
    choices={"any": "oauth.posthog.com", "us": "us.posthog.com", "eu": "eu.posthog.com"},
)

posthog = Preset(
    name="posthog",
    title="PostHog",
    categories=("analytics", "developer"),
    keywords=("post hog", "product analytics"),
    authorize_url="https://{region}/oauth/authorize/",
    token_url="https://{region}/oauth/token/",
    revocation_url="https://{region}/oauth/revoke/",
    introspection_url="https://{region}/oauth/introspect/",
    registration_url="https://{region}/oauth/register/",
    variables={"region": REGION},
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    redirect=Redirect(
        loopback=("127.0.0.1", "localhost", "[::1]"),
        any_port=True,
        note="Register localhost without a port to allow any.",
    ),
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("none",),
    registration=("metadata_document", "dynamic"),
    docs_url="https://github.com/PostHog/posthog/tree/HEAD/services/oauth-proxy",
    setup=(
        "Nothing need be registered: the client ID can be the URL of a JSON document on your"
        " domain, with {redirect_uri} among its redirect_uris.",
        "The API is at us.posthog.com/api or eu.posthog.com/api.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "pkce"),
)
