"""Storyblok: https://www.storyblok.com/docs/plugins/oauth-authorization-flow.

Both endpoints are written out in Storyblok's own https://github.com/storyblok/app-extension-auth.
"""

from datetime import date

from oauth_presets import Api, AuthorizationResponse, Offline, Preset

SCOPES = {
    "read_content": "Read the content of the space",
    "write_content": "Write the content of the space",
}

storyblok = Preset(
    name="storyblok",
    title="Storyblok",
    categories=("documents",),
    keywords=("cms", "headless cms"),
    authorize_url="https://app.storyblok.com/oauth/authorize",
    token_url="https://app.storyblok.com/oauth/token",
    userinfo_url="https://app.storyblok.com/oauth/user_info",
    scopes=("read_content",),
    scope_sets={"readonly": ("read_content",), "full": ("read_content", "write_content")},
    scope_descriptions=SCOPES,
    authorization_response=AuthorizationResponse(
        extras={"space_id": "Space that the token is for, needed in API calls"}
    ),
    api=Api(base_url="https://mapi.storyblok.com/v1"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://www.storyblok.com/docs/plugins/oauth-authorization-flow",
    setup=(
        "Create a plugin and enter {redirect_uri} as its OAuth2 callback URL.",
        "The plugin must be installed in a space before the space can authorize it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
