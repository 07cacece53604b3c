"""Teamwork.com: https://apidocs.teamwork.com/guides/teamwork/app-login-flow."""

from datetime import date

from oauth_presets import Offline, Preset, TokenRequest, TokenResponse

teamwork = Preset(
    name="teamwork",
    title="Teamwork.com",
    categories=("projects",),
    authorize_url="https://www.teamwork.com/launchpad/login",
    token_url="https://www.teamwork.com/launchpad/v1/token.json",
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(body="json"),
    token_response=TokenResponse(
        extras={"installation.apiEndPoint": "Base URL of the API of the user's site"}
    ),
    registration=("console",),
    docs_url="https://apidocs.teamwork.com/guides/teamwork/app-login-flow",
    setup=(
        "Add {redirect_uri} to the app in the Developer Portal; the client ID and secret are on its"
        " Credentials tab.",
        "There are no scopes: a token has the user's rights.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the page was seen as far as the authorization request
    unverified=(
        "access_token_seconds",
        "offline",
        "token_url",
        "token_endpoint_auth_methods",
        "token_request",
    ),
)
