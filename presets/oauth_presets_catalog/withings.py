"""Withings: https://developer.withings.com/developer-guide/v3/integration-guide/."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest, TokenResponse

SCOPES = {
    "user.metrics": "Weight, blood pressure and other single measurements, and heart data",
    "user.activity": "Activity, workouts and sleep",
    "user.sleepevents": "Notifications of sleep events",
    "user.info": "Personal data of the user",
}

withings = Preset(
    name="withings",
    title="Withings",
    categories=("health",),
    keywords=("nokia health",),
    authorize_url="https://account.withings.com/oauth2_user/authorize2",
    token_url="https://wbsapi.withings.net/v2/oauth2",
    scopes=("user.metrics", "user.activity"),
    scope_separator=",",
    scope_sets={"readonly": ("user.metrics", "user.activity"), "full": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    scope_restrictions={"user.info": "Needs a contract with Withings"},
    api=Api(base_url="https://wbsapi.withings.net"),
    offline=Offline(mode="always", rotates=True, seconds=365 * 24 * 3600),
    access_token_seconds=10800,
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(params={"action": "requesttoken"}),
    token_response=TokenResponse(path=("body",), success={"status": 0}),
    registration=("console",),
    docs_url=(
        "https://developer.withings.com/developer-guide/v3/integration-guide/"
        "public-health-data-api/get-access/oauth-authorization-url/"
    ),
    setup=(
        "Register {redirect_uri} as a callback URI of the application.",
        "The authorization code lasts 30 seconds.",
        "The old refresh token works for eight more hours, or until the new access token is used.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "api"),
)
