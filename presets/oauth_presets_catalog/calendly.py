"""Calendly: https://developer.calendly.com/docs/authentication/overview.

Scopes are those of https://developer.calendly.com/docs/authentication/scopes; client
authentication as in Calendly's own example, https://github.com/calendly/buzzwordcrm.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("users:read", "event_types:read", "scheduled_events:read")

calendly = Preset(
    name="calendly",
    title="Calendly",
    categories=("calendar",),
    authorize_url="https://auth.calendly.com/oauth/authorize",
    token_url="https://auth.calendly.com/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "organization": (
            *READ_ONLY,
            "organizations:read",
            "availability:read",
            "routing_forms:read",
        ),
    },
    scope_descriptions={
        "users:read": "Read who the user is",
        "event_types:read": "Read event types and their free times",
        "scheduled_events:read": "Read booked events and who is invited",
        "organizations:read": "Read the organisation, its members and invitations",
        "availability:read": "Read when people are free or busy",
        "routing_forms:read": "Read routing forms and what was entered in them",
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.calendly.com/api-docs/calendly-o-auth/o-auth/get-oauth-authorize",
    console_url="https://developer.calendly.com/console/apps",
    setup=(
        "Enter {redirect_uri} as the redirect URI of the app. The developer account is not the "
        "Calendly account.",
        "Tick the scopes on the app: an app made since March 2026 can do nothing without them.",
        "Sandbox and production are two apps with the same addresses; production wants https.",
        "Access tokens last two hours, and a refresh token works once.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("console_url",),
)
