"""Miro: https://developers.miro.com/docs/getting-started-with-oauth.

Both endpoints are in Miro's own https://github.com/miroapp/api-clients too.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

miro = Preset(
    name="miro",
    title="Miro",
    categories=("design", "projects", "documents"),
    keywords=("realtimeboard", "whiteboard"),
    authorize_url="https://miro.com/oauth/authorize",
    token_url="https://api.miro.com/v1/oauth/token",
    userinfo_url="https://api.miro.com/v1/oauth-token",
    absent=("introspection_url",),
    api=Api(base_url="https://api.miro.com/v2"),
    offline=Offline(mode="unknown", rotates=True, seconds=60 * 24 * 3600),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.miro.com/docs/getting-started-with-oauth",
    setup=(
        "Add {redirect_uri} to the redirect URIs for OAuth 2.0 in the app's settings.",
        "No scope is sent: tick boards:read on the app.",
        "Refresh tokens come only if the app was made with expiring user tokens, which cannot be"
        " changed later; else the access token does not expire.",
        "authorize_params={'team_id': '...'} preselects the team.",
        "To revoke, POST accessToken, clientId and clientSecret as JSON to"
        " https://api.miro.com/v2/oauth/revoke.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("absent",),
)
