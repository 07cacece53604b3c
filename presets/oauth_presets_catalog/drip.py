"""Drip: https://developer.drip.com/."""

from datetime import date

from oauth_presets import Preset

drip = Preset(
    name="drip",
    title="Drip",
    categories=("marketing", "email"),
    keywords=("getdrip",),
    authorize_url="https://www.getdrip.com/oauth/authorize",
    token_url="https://www.getdrip.com/oauth/token",
    registration=("console",),
    docs_url="https://developer.drip.com/",
    setup=("Create an OAuth application in the user settings, with {redirect_uri}.",),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url"),
)
