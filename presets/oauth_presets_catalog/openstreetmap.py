"""OpenStreetMap: https://wiki.openstreetmap.org/wiki/OAuth."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SCOPES = {
    "read_prefs": "Read the user's preferences",
    "read_gpx": "Read the user's private GPS traces",
    "consume_messages": "Read, mark and delete messages that the user received",
    "write_prefs": "Change the user's preferences",
    "write_diary": "Write diary entries and comments, and make friends",
    "write_api": "Edit the map",
    "write_gpx": "Upload GPS traces",
    "write_notes": "Change notes",
}

openstreetmap = Preset(
    name="openstreetmap",
    title="OpenStreetMap",
    categories=("developer",),
    authorize_url="https://{environment}/oauth2/authorize",
    token_url="https://{environment}/oauth2/token",
    variables={
        "environment": Variable(
            kind="choice",
            choices={
                "production": "www.openstreetmap.org",
                "development": "master.apis.dev.openstreetmap.org",
            },
            default="production",
            example="production",
            description="The live server, or the development server with accounts of its own.",
        )
    },
    scopes=("read_prefs",),
    scope_sets={"readonly": ("read_prefs", "read_gpx"), "full": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    offline=Offline(mode="never"),
    pkce="supported",
    docs_url="https://wiki.openstreetmap.org/wiki/OAuth",
    setup=(
        "Register an application under OAuth 2 applications in the user settings, with"
        " {redirect_uri} as a redirect URI.",
        "Access tokens do not expire.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
