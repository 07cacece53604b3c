"""WordPress.com: https://developer.wordpress.com/docs/api/oauth2/."""

from datetime import date

from oauth_presets import Preset

wordpress_com = Preset(
    name="wordpress_com",
    title="WordPress.com",
    categories=("marketing", "documents"),
    authorize_url="https://public-api.wordpress.com/oauth2/authorize",
    token_url="https://public-api.wordpress.com/oauth2/token",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developer.wordpress.com/docs/api/oauth2/",
    setup=(
        "Add {redirect_uri} to the redirect URLs of the application, exactly as it is sent.",
        "Without a scope the token is for the one site that the user picks.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods",),
)
