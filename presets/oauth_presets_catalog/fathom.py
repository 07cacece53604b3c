"""Fathom: https://developers.fathom.ai/sdks/oauth.

The endpoints are those of Fathom's own client, https://www.npmjs.com/package/fathom-typescript.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

fathom = Preset(
    name="fathom",
    title="Fathom",
    categories=("communication",),
    keywords=("fathom video", "fathom ai", "meeting notes"),
    authorize_url="https://fathom.video/external/v1/oauth2/authorize",
    token_url="https://fathom.video/external/v1/oauth2/token",
    scopes=("public_api",),
    scope_descriptions={"public_api": "Read meetings, transcripts and summaries; the only scope"},
    api=Api(base_url="https://api.fathom.ai/external/v1"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://developers.fathom.ai/sdks/oauth",
    setup=("Register the application with Fathom's form, and name {redirect_uri} in it.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
