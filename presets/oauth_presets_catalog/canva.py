"""Canva: https://www.canva.dev/docs/connect/authentication/.

Endpoints and scopes are those of the API description in Canva's starter kit,
https://github.com/canva-sdks/canva-connect-api-starter-kit.
"""

from datetime import date

from oauth_presets import Offline, Preset

READ_ONLY = ("design:meta:read", "design:content:read", "folder:read", "profile:read")

canva = Preset(
    name="canva",
    title="Canva",
    categories=("design", "documents"),
    authorize_url="https://www.canva.com/api/oauth/authorize",
    token_url="https://api.canva.com/rest/v1/oauth/token",
    scopes=READ_ONLY,
    scope_sets={
        "readonly": READ_ONLY,
        "brand": (
            *READ_ONLY,
            "asset:read",
            "brandtemplate:meta:read",
            "brandtemplate:content:read",
        ),
        "comments": (*READ_ONLY, "comment:read"),
    },
    scope_descriptions={
        "design:meta:read": "See titles and other metadata of designs",
        "design:content:read": "Read and export the contents of designs",
        "folder:read": "List folders and what is in them",
        "profile:read": "Read who the user is",
        "asset:read": "See metadata of uploaded images and other assets",
        "brandtemplate:meta:read": "See metadata of brand templates",
        "brandtemplate:content:read": "Read the contents of brand templates",
        "comment:read": "Read comments on designs",
    },
    offline=Offline(mode="always"),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    docs_url="https://www.canva.dev/docs/connect/authentication/",
    console_url="https://www.canva.com/developers/",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the integration, and choose its scopes there "
        "too.",
        "Access tokens last four hours. A refresh token works once: store the new one.",
        "Brand templates are for members of a Canva Enterprise organisation.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("console_url",),
)
