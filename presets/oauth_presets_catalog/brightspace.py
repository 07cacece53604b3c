"""D2L Brightspace: https://docs.valence.desire2learn.com/basic/oauth2.html."""

from datetime import date

from oauth_presets import Offline, Preset

SCOPES = {
    "core:*:*": "Routes without a more specific scope",
    "enrollment:orgunit:read": "Read enrolments",
    "grades:gradeobjects:read": "Read grade items",
    "grades:gradevalues:read": "Read grades",
}

brightspace = Preset(
    name="brightspace",
    title="D2L Brightspace",
    categories=("documents", "calendar"),
    keywords=("d2l", "desire2learn", "lms", "learning management"),
    authorize_url="https://auth.brightspace.com/oauth2/auth",
    token_url="https://auth.brightspace.com/core/connect/token",
    scopes=("core:*:*",),
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://docs.valence.desire2learn.com/basic/oauth2.html",
    setup=(
        "An administrator registers the app under Manage Extensibility, OAuth 2.0, with"
        " {redirect_uri} and its scopes, and enables refresh tokens.",
        "The API is on the institution's own host, under /d2l/api.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "token_endpoint_auth_methods"),
)
