"""Aircall: https://developer.aircall.io/tutorials/how-aircall-oauth-flow-works/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

aircall = Preset(
    name="aircall",
    title="Aircall",
    categories=("communication", "support"),
    keywords=("call center", "phone"),
    authorize_url="https://dashboard.aircall.io/oauth/authorize",
    token_url="https://api.aircall.io/v1/oauth/token",
    scopes=("public_api",),
    scope_descriptions={"public_api": "Everything the API offers; there is no other scope"},
    api=Api(base_url="https://api.aircall.io/v1"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developer.aircall.io/tutorials/how-aircall-oauth-flow-works/",
    setup=(
        "Write to marketplace@aircall.io with {redirect_uri} and an install_uri, where"
        " installations from Aircall's dashboard begin.",
        "Only administrators can authorize; others land on a download page.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "token_endpoint_auth_methods", "api"),
)
