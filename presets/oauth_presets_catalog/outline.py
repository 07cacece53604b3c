"""Outline: https://github.com/outline/outline.

The metadata and lifetimes are those of https://github.com/outline/outline, server/routes/index.ts.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

BASE_URL = Variable(
    kind="base_url",
    default="https://app.getoutline.com",
    example="https://acme.getoutline.com",
    description="Address of the workspace, or of your own server.",
)

outline = Preset(
    name="outline",
    title="Outline",
    categories=("documents",),
    keywords=("getoutline", "wiki", "knowledge base"),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/token",
    issuer="{base_url}",
    revocation_url="{base_url}/oauth/revoke",
    registration_url="{base_url}/oauth/register",
    absent=("userinfo_url",),
    variables={"base_url": BASE_URL},
    scopes=("read",),
    scope_sets={"readonly": ("read",), "full": ("read", "write")},
    scope_descriptions={
        "read": "Read what the user can read",
        "write": "Read and change what the user can",
    },
    api=Api(base_url="{base_url}/api"),
    offline=Offline(mode="always", seconds=2_592_000),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://github.com/outline/outline",
    setup=(
        "Under Applications in the settings, create one with {redirect_uri}.",
        "POST /api/auth.info identifies the user of a token. Your own server may set other"
        " lifetimes.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
