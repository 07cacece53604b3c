"""Google Health: https://developers.google.com/health/migration/data-access.

It takes the place of the Fitbit Web API, whose shutdown Google announced for 2026-11-02. The scopes
are at https://developers.google.com/health/scopes.
"""

from datetime import date

from oauth_presets import Offline, Preset

HEALTH = "https://www.googleapis.com/auth/googlehealth."
SCOPES = {
    f"{HEALTH}activity_and_fitness.readonly": "See activity and exercise",
    f"{HEALTH}health_metrics_and_measurements.readonly": "See heart rate, weight and the like",
    f"{HEALTH}sleep.readonly": "See sleep",
    f"{HEALTH}nutrition.readonly": "See food and water",
    f"{HEALTH}profile.readonly": "See the profile",
    f"{HEALTH}location.readonly": "See where exercises were recorded",
}
READ_ONLY = tuple(list(SCOPES)[:3])

google_health = Preset(
    name="google_health",
    title="Google Health (Fitbit)",
    categories=("health",),
    authorize_url="https://accounts.google.com/o/oauth2/v2/auth",
    token_url="https://oauth2.googleapis.com/token",
    issuer="https://accounts.google.com",
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "all": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(SCOPES, "restricted"),
    offline=Offline(mode="request", params={"access_type": "offline", "prompt": "consent"}),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    docs_url="https://developers.google.com/health/migration/data-access",
    console_url="https://console.cloud.google.com/apis/credentials",
    setup=(
        "Switch the Google Health API on in the Google Cloud project.",
        "Make an OAuth client of the type Web application, with {redirect_uri} among its "
        "authorized redirect URIs.",
        "All scopes are restricted: Google reviews privacy and security before people outside your "
        "organisation can use the app.",
        "Apps registered at dev.fitbit.com do not count: users of the Fitbit Web API consent anew.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("issuer", "scopes", "scope_sets", "pkce", "token_endpoint_auth_methods"),
)
