"""Splitwise: https://dev.splitwise.com/."""

from datetime import date

from oauth_presets import Api, Preset

splitwise = Preset(
    name="splitwise",
    title="Splitwise",
    categories=("accounting",),
    authorize_url="https://secure.splitwise.com/oauth/authorize",
    token_url="https://secure.splitwise.com/oauth/token",
    userinfo_url="https://secure.splitwise.com/api/v3.0/get_current_user",
    api=Api(base_url="https://secure.splitwise.com/api/v3.0"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://dev.splitwise.com/",
    console_url="https://secure.splitwise.com/apps",
    setup=(
        "Set {redirect_uri} as the callback URL of the app; the consumer key is the client ID.",
        "There are no scopes. Commercial use needs an agreement with Splitwise.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("api", "token_endpoint_auth_methods"),
)
