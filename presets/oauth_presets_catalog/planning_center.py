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
    userinfo_url="https://api.planningcenteronline.com/oauth/userinfo",
    jwks_url="https://api.planningcenteronline.com/oauth/discovery/keys",
    scopes=("people", "groups", "calendar"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.planningcenteronline.com"),
    offline=Offline(mode="always"),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://github.com/planningcenter/pco_api_oauth_example_flask_python",
    console_url="https://api.planningcenteronline.com/oauth/applications",
    setup=(
        "Register an application, which serves all churches, with {redirect_uri}.",
        "No scope is read-only: what a token may do follows the user's rights.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("pkce",),
)
