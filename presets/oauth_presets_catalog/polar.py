"""Polar AccessLink: https://github.com/polarofficial/accesslink-example-python."""

from datetime import date

from oauth_presets import Api, Preset, Redirect, TokenResponse

polar = Preset(
    name="polar",
    title="Polar AccessLink",
    categories=("health",),
    keywords=("polar flow", "accesslink"),
    authorize_url="https://flow.polar.com/oauth2/authorization",
    token_url="https://polarremote.com/v2/oauth2/token",
    absent=("revocation_url", "introspection_url"),
    token_response=TokenResponse(
        extras={"x_user_id": "User, part of the address of every API call"}
    ),
    api=Api(base_url="https://www.polaraccesslink.com/v3"),
    redirect=Redirect(loopback=("localhost",)),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/polarofficial/accesslink-example-python",
    setup=(
        "Enter {redirect_uri} as the authorization callback of the AccessLink client.",
        "Register each user with the client once (POST /users) before the first data"
        " call; deleting that user ends the access.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("absent",),
)
