"""Gorgias: https://developers.gorgias.com/docs/set-up-oauth2-app-store.

Both endpoints, and HTTP Basic, are in Gorgias's own
https://github.com/gorgias/appstore-demo-app, Python/Flask/app.py.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

READ_ONLY = ("tickets:read", "customers:read", "users:read")

SCOPES = {
    "tickets:read": "Read tickets, their messages, tags and views",
    "customers:read": "Read customers and what integrations know of them",
    "users:read": "Read users and teams of the helpdesk",
    "openid": "Sign the user in",
    "email": "Email address of the user",
    "profile": "Name of the user",
}

SUBDOMAIN = Variable(
    kind="label",
    example="contoso",
    description="What stands before .gorgias.com; Gorgias sends it as account on install",
)

gorgias = Preset(
    name="gorgias",
    title="Gorgias",
    categories=("support", "commerce"),
    keywords=("helpdesk",),
    authorize_url="https://{subdomain}.gorgias.com/oauth/authorize",
    token_url="https://{subdomain}.gorgias.com/oauth/token",
    variables={"subdomain": SUBDOMAIN},
    scopes=READ_ONLY,
    scope_sets={"readonly": READ_ONLY, "signin": ("openid", "email", "profile")},
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline",)),
    access_token_seconds=24 * 3600,
    token_endpoint_auth_methods=("client_secret_basic",),
    api=Api(base_url="https://{subdomain}.gorgias.com/api"),
    registration=("partner",),
    docs_url="https://developers.gorgias.com/docs/set-up-oauth2-app-store",
    setup=(
        "Add {redirect_uri} to the Redirect URLs of the draft app in the Gorgias partner portal.",
        "OAuth is for public apps, which Gorgias approves; a private one uses an API key.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
