"""Spotify: https://developer.spotify.com/documentation/web-api/tutorials/code-flow.

The scopes are those of its own https://github.com/spotify/spotify-web-api-ts-sdk.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "user-read-private": "Country, subscription and explicit-content setting",
    "user-read-email": "Email address",
    "playlist-read-private": "Read private playlists",
    "playlist-read-collaborative": "Read collaborative playlists",
    "user-library-read": "Read saved tracks, albums and shows",
    "user-follow-read": "Read followed artists and users",
    "user-top-read": "Read top artists and tracks",
    "user-read-recently-played": "Read recently played items",
}

spotify = Preset(
    name="spotify",
    title="Spotify",
    categories=("media",),
    authorize_url="https://accounts.spotify.com/authorize",
    token_url="https://accounts.spotify.com/api/token",
    userinfo_url="https://api.spotify.com/v1/me",
    absent=("revocation_url", "introspection_url"),
    scopes=("user-read-private", "playlist-read-private", "user-library-read"),
    scope_sets={"login": ("user-read-private", "user-read-email"), "readonly": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.spotify.com/v1"),
    redirect=Redirect(
        loopback=("127.0.0.1", "[::1]"),
        any_port=True,
        note="Register the loopback address without a port; localhost is refused.",
    ),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "none"),
    registration=("console",),
    docs_url="https://developer.spotify.com/documentation/web-api/tutorials/code-flow",
    console_url="https://developer.spotify.com/dashboard",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the app; it must match to the letter.",
        "An app in development mode serves five users, entered in the dashboard, and its owner"
        " needs Premium; more users take extended quota mode.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scope_descriptions", "pkce", "absent"),
)
