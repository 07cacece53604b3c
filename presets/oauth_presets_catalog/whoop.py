"""WHOOP: https://developer.whoop.com/docs/developing/oauth."""

from datetime import date

from oauth_presets import Offline, Preset

whoop = Preset(
    name="whoop",
    title="WHOOP",
    categories=("health",),
    authorize_url="https://api.prod.whoop.com/oauth/oauth2/auth",
    token_url="https://api.prod.whoop.com/oauth/oauth2/token",
    scopes=("read:profile", "read:recovery", "read:cycles", "read:sleep", "read:workout"),
    scope_descriptions={
        "read:profile": "Name and email address",
        "read:recovery": "Recovery scores and heart-rate data",
        "read:cycles": "Physiological cycles and day strain",
        "read:sleep": "Sleep and its stages",
        "read:workout": "Workouts",
    },
    offline=Offline(mode="request", scopes=("offline",)),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.whoop.com/docs/developing/oauth",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the app in the WHOOP Developer Dashboard.",
        "A refresh returns a new refresh token and wants the scope offline again.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes", "scope_descriptions"),
)
