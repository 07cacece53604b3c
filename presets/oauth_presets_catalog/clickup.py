"""ClickUp: https://developer.clickup.com/docs/authentication.

What the token endpoint takes is at https://developer.clickup.com/reference/getaccesstoken.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

clickup = Preset(
    name="clickup",
    title="ClickUp",
    categories=("projects",),
    authorize_url="https://app.clickup.com/api",
    token_url="https://api.clickup.com/api/v2/oauth/token",
    userinfo_url="https://api.clickup.com/api/v2/user",
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://api.clickup.com/api/v2"),
    registration=("console",),
    docs_url="https://developer.clickup.com/docs/authentication",
    setup=(
        "An owner or administrator of a Workspace makes the app under Settings, ClickUp API, with "
        "{redirect_uri} as its redirect URL.",
        "There are no scopes: the user picks the Workspaces, and the token does what the user "
        "can do there.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url", "offline", "access_token_seconds", "api"),
)
