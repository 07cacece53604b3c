"""OpenStreetMap: https://wiki.openstreetmap.org/wiki/OAuth."""

from datetime import date

from oauth_presets import Offline, Preset, Redirect, Variable

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

ENVIRONMENT = Variable(
    kind="choice",
    choices={
        "production": "www.openstreetmap.org",
        "development": "master.apis.dev.openstreetmap.org",
    },
    default="production",
    example="production",
    description="The live server, or the development server with separate accounts.",
)

openstreetmap = Preset(
    name="openstreetmap",
    title="OpenStreetMap",
    categories=("developer",),
    keywords=("osm",),
    authorize_url="https://{environment}/oauth2/authorize",
    token_url="https://{environment}/oauth2/token",
    revocation_url="https://{environment}/oauth2/revoke",
    introspection_url="https://{environment}/oauth2/introspect",
    variables={"environment": ENVIRONMENT},
    scopes=("read_prefs",),
    scope_sets={"readonly": ("read_prefs", "read_gpx"), "full": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    redirect=Redirect(loopback=("127.0.0.1", "localhost")),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://wiki.openstreetmap.org/wiki/OAuth",
    setup=(
        "Under OAuth 2 applications in the user settings, register one with {redirect_uri}.",
        "The API of the live server is at https://api.openstreetmap.org/api/0.6.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("pkce",),
)
