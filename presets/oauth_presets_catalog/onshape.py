"""Onshape: https://onshape-public.github.io/docs/auth/oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

onshape = Preset(
    name="onshape",
    title="Onshape",
    categories=("design",),
    keywords=("onshape cad", "ptc"),
    authorize_url="https://oauth.onshape.com/oauth/authorize",
    token_url="https://oauth.onshape.com/oauth/token",
    scopes=("OAuth2ReadPII", "OAuth2Read"),
    scope_descriptions={
        "OAuth2ReadPII": "Name and email address of the user",
        "OAuth2Read": "Read documents",
    },
    api=Api(base_url="https://cad.onshape.com/api"),
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://onshape-public.github.io/docs/auth/oauth/",
    setup=(
        "Create an OAuth application in the developer portal, with {redirect_uri}.",
        "A user who refuses is sent back without a code. A new grant ends the old refresh token.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("scopes", "api"),
)
