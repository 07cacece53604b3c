"""Acme: https://docs.acme.example/oauth."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

acme = Preset(
    name="acme",
    title="Acme",
    categories=("documents",),
    authorize_url="https://{subdomain}.acme.example/oauth/authorize",
    token_url="https://{subdomain}.acme.example/oauth/token",
    variables={
        "subdomain": Variable(
            kind="label", example="contoso", description="What your Acme address begins with"
        ),
    },
    scopes=("documents:read", "search"),
    scope_sets={"readonly": ("documents:read",), "full": ("documents:read", "documents:write")},
    scope_descriptions={
        "documents:read": "Read documents",
        "documents:write": "Change documents",
        "search": "Search",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    docs_url="https://docs.acme.example/oauth",
    setup=("Register {redirect_uri} under Redirect URLs.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)

google_drive = Preset(
    name="google_drive",
    title="Google Drive by Acme",
    authorize_url="https://proxy.acme.example/oauth/authorize",
    token_url="https://proxy.acme.example/oauth/token",
    docs_url="https://docs.acme.example/proxy",
    setup=("Register {redirect_uri} under Redirect URLs.",),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
