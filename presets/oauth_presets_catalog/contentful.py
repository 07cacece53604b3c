"""Contentful: https://www.contentful.com/developers/docs/extensibility/oauth/."""

from datetime import date

from oauth_presets import Api, Preset, Redirect

contentful = Preset(
    name="contentful",
    title="Contentful",
    categories=("documents",),
    keywords=("cms", "headless cms"),
    authorize_url="https://be.contentful.com/oauth/authorize",
    token_url="https://be.contentful.com/oauth/token",
    scopes=("content_management_read",),
    scope_sets={"readonly": ("content_management_read",), "full": ("content_management_manage",)},
    scope_descriptions={
        "content_management_read": "Read content through the Management API",
        "content_management_manage": "Read and change content through the Management API",
    },
    api=Api(base_url="https://api.contentful.com"),
    redirect=Redirect(loopback=(), note="Only https."),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://www.contentful.com/developers/docs/extensibility/oauth/",
    setup=(
        "In the account's settings, create a confidential OAuth application with {redirect_uri}.",
        "Contentful documents the implicit grant; the token endpoint is what other catalogues use.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "token_endpoint_auth_methods", "api"),
)
