"""Canvas LMS: https://developerdocs.instructure.com/services/canvas/oauth2/file.oauth_endpoints.

PKCE is in its source, https://github.com/instructure/canvas-lms (lib/canvas/oauth/pkce.rb).
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

canvas_lms = Preset(
    name="canvas_lms",
    title="Canvas LMS",
    categories=("documents", "calendar"),
    keywords=("canvas", "instructure", "lms"),
    authorize_url="{base_url}/login/oauth2/auth",
    token_url="{base_url}/login/oauth2/token",
    absent=("revocation_url",),  # the vendor has a DELETE on the token endpoint
    userinfo_url="{base_url}/api/v1/users/self/profile",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://canvas.example.edu",
            description="Address of the Canvas installation",
        )
    },
    offline=Offline(mode="always", rotates=False),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="{base_url}/api/v1"),
    redirect=Redirect(note="Its domain may be a subdomain of the registered one."),
    registration=("console",),
    docs_url="https://developerdocs.instructure.com/services/canvas/oauth2/file.oauth_endpoints",
    setup=(
        "A Canvas administrator makes a developer key (API key) with {redirect_uri}.",
        "If the key enforces scopes, name them, as in url:GET|/api/v1/courses; else leave them"
        " out and the token can do all that the user can.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("redirect", "userinfo_url"),
)
