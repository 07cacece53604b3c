"""WHOOP: https://developer.whoop.com/docs/developing/oauth."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

SCOPES = {
    "read:profile": "Name and email address",
    "read:recovery": "Recovery scores and heart-rate data",
    "read:cycles": "Physiological cycles and day strain",
    "read:sleep": "Sleep and its stages",
    "read:workout": "Workouts",
}

whoop = Preset(
    name="whoop",
    title="WHOOP",
    categories=("health",),
    authorize_url="https://api.prod.whoop.com/oauth/oauth2/auth",
    token_url="https://api.prod.whoop.com/oauth/oauth2/token",
    revocation_url="https://api.prod.whoop.com/oauth/oauth2/revoke",
    userinfo_url="https://api.prod.whoop.com/developer/v2/user/profile/basic",
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    token_request=TokenRequest(refresh_params={"scope": "offline"}),
    api=Api(base_url="https://api.prod.whoop.com/developer/v2"),
    offline=Offline(mode="request", scopes=("offline",), rotates=True),
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.whoop.com/docs/developing/oauth",
    setup=("Add {redirect_uri} to the redirect URLs of the app in the WHOOP Developer Dashboard.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("pkce", "revocation_url", "api", "scopes", "scope_descriptions", "userinfo_url"),
)
