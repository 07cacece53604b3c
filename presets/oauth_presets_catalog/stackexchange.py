"""Stack Exchange: https://api.stackexchange.com/docs/authentication."""

from datetime import date

from oauth_presets import Preset

stackexchange = Preset(
    name="stackexchange",
    title="Stack Exchange",
    categories=("developer", "social"),
    authorize_url="https://stackoverflow.com/oauth",
    token_url="https://stackoverflow.com/oauth/access_token/json",
    scope_separator=",",
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://api.stackexchange.com/docs/authentication",
    setup=(
        "Register the application with an OAuth domain that covers {redirect_uri}.",
        "Tokens expire unless the scope no_expiry is asked for; the vendor advises against it.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scope_separator", "pkce"),
)
