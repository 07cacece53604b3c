"""Planning Center: https://github.com/planningcenter/pco_api_oauth_example_flask_python.

Its example sends the secret by Basic with a code, and in the body of a refresh.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "people": "People",
    "groups": "Groups",
    "calendar": "Calendar",
    "services": "Services",
    "check_ins": "Check-ins",
    "giving": "Giving",
}

planning_center = Preset(
    name="planning_center",
    title="Planning Center",
    categories=("people", "events"),
    keywords=("planning center online", "pco", "church"),
    authorize_url="https://api.planningcenteronline.com/oauth/authorize",
    token_url="https://api.planningcenteronline.com/oauth/token",
    revocation_url="https://api.planningcenteronline.com/oauth/revoke",
    introspection_url="https://api.planningcenteronline.com/oauth/introspect",
    userinfo_url="https://api.planningcenteronline.com/oauth/userinfo",
    jwks_url="https://api.planningcenteronline.com/oauth/discovery/keys",
    issuer="https://api.planningcenteronline.com",
    scopes=("people", "groups", "calendar"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.planningcenteronline.com"),
    offline=Offline(mode="always", rotates=True, seconds=90 * 24 * 3600),
    access_token_seconds=7200,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://github.com/planningcenter/pco_api_oauth_example_flask_python",
    console_url="https://api.planningcenteronline.com/oauth/applications",
    setup=(
        "Register an application, which serves all churches, with {redirect_uri}.",
        "No scope is read-only: what a token may do follows the user's rights.",
        "Send a User-Agent header of your own with every request.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=(
        "access_token_seconds",
        "introspection_url",
        "issuer",
        "offline",
        "pkce",
        "revocation_url",
    ),
)
