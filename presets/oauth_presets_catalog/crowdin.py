"""Crowdin: https://developer.crowdin.com/authorizing-oauth-apps/.

The token endpoint is that of Crowdin's own https://github.com/crowdin/crowdin-apps-functions.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "project": "Projects; the app's settings can narrow it to reading",
    "project.status": "Progress of translation",
    "project.report": "Reports",
    "glossary": "Glossaries",
    "tm": "Translation memories",
}

crowdin = Preset(
    name="crowdin",
    title="Crowdin",
    categories=("documents", "developer"),
    keywords=("translation", "localization"),
    authorize_url="https://accounts.crowdin.com/oauth/authorize",
    token_url="https://accounts.crowdin.com/oauth/token",
    scopes=("project", "project.status"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.crowdin.com/api/v2"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.crowdin.com/authorizing-oauth-apps/",
    setup=(
        "Under Account settings, OAuth, create an app with {redirect_uri} as its authorization"
        " callback URL; for Crowdin Enterprise, an organisation administrator does so in the"
        " organisation's settings.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api", "offline"),
)
