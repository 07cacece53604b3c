"""Podium: https://docs.podium.com/docs/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "read_messages": "Read conversations",
    "read_reviews": "Read reviews",
    "read_locations": "Read locations",
    "read_organizations": "Read the organisation",
    "read_feedback": "Read feedback",
    "read_campaigns": "Read campaigns",
    "read_payments": "Read payments",
}

podium = Preset(
    name="podium",
    title="Podium",
    categories=("communication", "marketing"),
    keywords=("reviews", "text messaging"),
    authorize_url="https://api.podium.com/oauth/authorize",
    token_url="https://api.podium.com/oauth/token",
    scopes=("read_messages", "read_reviews", "read_locations", "read_organizations"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.podium.com/v4"),
    redirect=Redirect(loopback=(), note="Only https."),
    offline=Offline(mode="always"),
    access_token_seconds=36_000,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.podium.com/docs/oauth",
    setup=(
        "Create an app in the developer account, with {redirect_uri}. Podium reviews it, and"
        " refuses apps that ask for too many scopes.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=(
        "authorize_url",
        "token_url",
        "offline",
        "access_token_seconds",
        "token_endpoint_auth_methods",
        "api",
    ),
)
