"""Formstack Forms: https://developers.formstack.com/reference/oauth2-token-post.

The authorization endpoint is at https://developers.formstack.com/reference/oauth2-authorize-get.
"""

from datetime import date

from oauth_presets import Api, Preset

formstack = Preset(
    name="formstack",
    title="Formstack Forms",
    categories=("forms",),
    keywords=("formstack", "intellistack"),
    authorize_url="https://www.formstack.com/api/v2/oauth2/authorize",
    token_url="https://www.formstack.com/api/v2/oauth2/token",
    api=Api(base_url="https://www.formstack.com/api/v2"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developers.formstack.com/reference/oauth2-token-post",
    setup=(
        "Register an application with {redirect_uri} as its redirect URI.",
        "There are no scopes: the token may do what the user may.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
