"""Oura: https://cloud.ouraring.com/docs/authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "email": "Email address",
    "personal": "Gender, age, height and weight",
    "daily": "Daily summaries of sleep, activity and readiness",
    "heartrate": "Heart rate over time",
    "workout": "Summaries of workouts",
    "tag": "Tags that the user entered",
    "session": "Sessions in the Oura app",
    "spo2Daily": "Daily average of blood oxygen during sleep, as the guide names it",
    "spo2": "The same, as other pages name it; Oura ignores a scope that it does not know",
}

oura = Preset(
    name="oura",
    title="Oura",
    categories=("health",),
    keywords=("oura ring",),
    authorize_url="https://cloud.ouraring.com/oauth/authorize",
    token_url="https://api.ouraring.com/oauth/token",
    userinfo_url="https://api.ouraring.com/v2/usercollection/personal_info",
    scopes=("personal", "daily"),
    scope_sets={"daily": ("personal", "daily"), "read_all": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.ouraring.com/v2/usercollection"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://cloud.ouraring.com/docs/authentication",
    console_url="https://developer.ouraring.com/applications",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the API application.",
        "The user may switch off single scopes; an application is limited to ten users until Oura"
        " approves it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("offline", "pkce", "console_url"),
)
