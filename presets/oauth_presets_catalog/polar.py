"""Polar AccessLink: https://github.com/polarofficial/accesslink-example-python."""

from datetime import date

from oauth_presets import Preset

polar = Preset(
    name="polar",
    title="Polar AccessLink",
    categories=("health",),
    authorize_url="https://flow.polar.com/oauth2/authorization",
    token_url="https://polarremote.com/v2/oauth2/token",
    docs_url="https://github.com/polarofficial/accesslink-example-python",
    setup=(
        "Enter {redirect_uri} as the authorization callback of the AccessLink client.",
        "A user has to be registered with the client once before the first data call.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
