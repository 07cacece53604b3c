"""Teamwork.com: https://apidocs.teamwork.com/guides/teamwork/app-login-flow."""

from datetime import date

from oauth_presets import Offline, Preset, TokenRequest, TokenResponse

teamwork = Preset(
    name="teamwork",
    title="Teamwork.com",
    categories=("projects",),
    authorize_url="https://www.teamwork.com/launchpad/login",
    token_url="https://www.teamwork.com/launchpad/v1/token.json",
    scope_separator=",",
    scope_sets={"projects": ("projects",), "desk": ("desk",), "full": ("projects", "desk")},
    scope_descriptions={"projects": "Projects and tasks", "desk": "Tickets of Teamwork Desk"},
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="ignored",
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(body="json"),
    token_response=TokenResponse(
        extras={"installation.apiEndPoint": "Base URL of the API of the user's site"}
    ),
    registration=("console",),
    docs_url="https://github.com/Teamwork/mcp/blob/HEAD/docs/usage/other-platforms.md",
    setup=(
        "Add {redirect_uri} to the app in the Developer Portal; the client ID and secret are on its"
        " Credentials tab.",
        "A scope is a product that the app was made for; in it a token has the user's rights.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=(
        "access_token_seconds",
        "offline",
        "pkce",
        "token_endpoint_auth_methods",
        "token_request",
    ),
)
