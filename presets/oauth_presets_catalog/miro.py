"""Miro: https://developers.miro.com/docs/getting-started-with-oauth.

Both endpoints are in Miro's own https://github.com/miroapp/api-clients too.
"""

from datetime import date

from oauth_presets import Offline, Preset

miro = Preset(
    name="miro",
    title="Miro",
    categories=("design", "projects", "documents"),
    authorize_url="https://miro.com/oauth/authorize",
    token_url="https://api.miro.com/v1/oauth/token",
    offline=Offline(mode="unknown"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.miro.com/docs/getting-started-with-oauth",
    setup=(
        "Add {redirect_uri} to the redirect URIs for OAuth 2.0 in the app's settings.",
        "No scope is sent: tick boards:read on the app.",
        "Refresh tokens come only if the app was made with expiring user tokens (access one hour,"
        " refresh 60 days), which cannot be changed later; else the token does not expire.",
        "authorize_params={'team_id': '...'} preselects the team.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
