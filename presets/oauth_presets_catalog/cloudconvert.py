"""CloudConvert: https://cloudconvert.com/api/v2."""

from datetime import date

from oauth_presets import Preset

cloudconvert = Preset(
    name="cloudconvert",
    title="CloudConvert",
    categories=("files",),
    keywords=("file conversion",),
    authorize_url="https://cloudconvert.com/oauth/authorize",
    token_url="https://cloudconvert.com/oauth/token",
    registration=("console",),
    docs_url="https://cloudconvert.com/api/v2",
    setup=("Create an OAuth 2.0 client in the dashboard, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url"),
)
