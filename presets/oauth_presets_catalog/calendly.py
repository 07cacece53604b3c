"""Calendly: https://developer.calendly.com/docs/authentication/overview.

Scopes are those of https://developer.calendly.com/scopes; client authentication as in Calendly's
own example, https://github.com/calendly/buzzwordcrm.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

READ_ONLY = ("users:read", "event_types:read", "scheduled_events:read")

SCOPES = {
    "users:read": "Read who the user is",
    "event_types:read": "Read event types and their free times",
    "event_types:write": "Read, create and change event types",
    "scheduled_events:read": "Read booked events and who is invited",
    "scheduled_events:write": "Read, book and cancel events, and mark who did not come",
    "organizations:read": "Read the organisation, its members and invitations",
    "groups:read": "Read groups and who is in them",
    "availability:read": "Read when people are free or busy",
    "routing_forms:read": "Read routing forms and what was entered in them",
    "locations:read": "Read the meeting locations that are set up",
    "webhooks:read": "Read webhook subscriptions",
    "webhooks:write": "Create and delete webhook subscriptions",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "organization": (
        *READ_ONLY,
        "organizations:read",
        "groups:read",
        "availability:read",
        "routing_forms:read",
    ),
    "webhooks": (*READ_ONLY, "webhooks:write"),
    "full": ("users:read", "event_types:write", "scheduled_events:write"),
}

calendly = Preset(
    name="calendly",
    title="Calendly",
    categories=("calendar",),
    keywords=("scheduling", "booking"),
    authorize_url="https://auth.calendly.com/oauth/authorize",
    token_url="https://auth.calendly.com/oauth/token",
    revocation_url="https://auth.calendly.com/oauth/revoke",
    introspection_url="https://auth.calendly.com/oauth/introspect",
    userinfo_url="https://api.calendly.com/users/me",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=7200,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.calendly.com"),
    redirect=Redirect(loopback=("localhost",), note="Only apps of the sandbox may use http."),
    registration=("console",),
    docs_url="https://developer.calendly.com/api-docs/calendly-o-auth/o-auth/get-oauth-authorize",
    console_url="https://developer.calendly.com/console/apps",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the app. The developer account is not the "
        "Calendly account.",
        "Tick the scopes on the app: an app made since March 2026 can do nothing without them.",
        "Sandbox and production are two apps with the same addresses.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("console_url", "api"),
)
