"""Strava: https://developers.strava.com/docs/authentication.

The token endpoint and its parameters are those of Strava's own https://github.com/strava/go.strava.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

SCOPES = {
    "read": "Public segments, routes, profile data, posts, events, feeds and leaderboards",
    "read_all": "Private routes, segments and events",
    "profile:read_all": "The whole profile, whatever its visibility",
    "activity:read": "Activities visible to everyone and to followers, without private zones",
    "activity:read_all": "All activities, those visible only to the athlete too",
}

strava = Preset(
    name="strava",
    title="Strava",
    categories=("health",),
    authorize_url="https://www.strava.com/oauth/authorize",
    token_url="https://www.strava.com/api/v3/oauth/token",
    userinfo_url="https://www.strava.com/api/v3/athlete",
    absent=("revocation_url", "introspection_url"),
    scopes=("read", "activity:read"),
    scope_separator=",",
    scope_sets={"readonly": ("read", "activity:read"), "read_all": tuple(SCOPES)},
    scope_descriptions=SCOPES,
    api=Api(base_url="https://www.strava.com/api/v3"),
    redirect=Redirect(loopback=("localhost", "127.0.0.1"), any_port=True),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=21600,
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.strava.com/docs/authentication",
    console_url="https://www.strava.com/settings/api",
    setup=(
        "Set the authorization callback domain of the API application to the host of"
        " {redirect_uri}.",
        "The athlete may untick scopes: compare the scope that comes back.",
        "On the standard tier an app serves ten athletes, and its owner must subscribe to Strava.",
        "To revoke, POST access_token to https://www.strava.com/oauth/deauthorize.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=(
        "console_url",
        "pkce",
        "redirect",
        "scope_descriptions",
        "scope_sets",
        "scopes",
        "userinfo_url",
        "api",
    ),
)
