"""Canva: https://www.canva.dev/docs/connect/authentication/.

Endpoints and scopes are those of the API description in Canva's starter kit,
https://github.com/canva-sdks/canva-connect-api-starter-kit.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

READ_ONLY = ("design:meta:read", "design:content:read", "folder:read", "profile:read")

SCOPES = {
    "design:meta:read": "See titles and other metadata of designs",
    "design:content:read": "Read and export the contents of designs",
    "design:content:write": "Create designs",
    "folder:read": "List folders and what is in them",
    "folder:write": "Add, move, change and remove folders",
    "profile:read": "Read who the user is",
    "asset:read": "See metadata of uploaded images and other assets",
    "asset:write": "Upload, change and delete assets",
    "brandtemplate:meta:read": "See metadata of brand templates",
    "brandtemplate:content:read": "Read the contents of brand templates",
    "comment:read": "Read comments on designs",
    "comment:write": "Write comments and replies on designs",
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile of the user, by OpenID Connect",
    "email": "Email address of the user, by OpenID Connect",
}
SCOPE_SETS = {
    "readonly": READ_ONLY,
    "brand": (*READ_ONLY, "asset:read", "brandtemplate:meta:read", "brandtemplate:content:read"),
    "comments": (*READ_ONLY, "comment:read"),
    "full": (
        *READ_ONLY,
        "design:content:write",
        "folder:write",
        "asset:read",
        "asset:write",
        "comment:read",
        "comment:write",
    ),
    "signin": ("openid", "profile", "email"),
}

canva = Preset(
    name="canva",
    title="Canva",
    categories=("design", "documents"),
    keywords=("canva connect",),
    authorize_url="https://www.canva.com/api/oauth/authorize",
    token_url="https://api.canva.com/rest/v1/oauth/token",
    revocation_url="https://api.canva.com/rest/v1/oauth/revoke",
    introspection_url="https://api.canva.com/rest/v1/oauth/introspect",
    userinfo_url="https://api.canva.com/rest/v1/users/me",
    jwks_url="https://api.canva.com/rest/v1/oidc/jwks",
    scopes=READ_ONLY,
    scope_sets=SCOPE_SETS,
    scope_descriptions=SCOPES,
    scope_restrictions=dict.fromkeys(
        ("brandtemplate:meta:read", "brandtemplate:content:read"), "Canva Enterprise members only"
    ),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=4 * 3600,
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    api=Api(base_url="https://api.canva.com/rest/v1"),
    registration=("console",),
    docs_url="https://www.canva.dev/docs/connect/authentication/",
    console_url="https://www.canva.com/developers/",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the integration, and choose its scopes there "
        "too.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("console_url",),
)
