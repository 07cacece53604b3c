"""Netlify: https://github.com/netlify-labs/oauth-example."""

from datetime import date

from oauth_presets import Api, Preset

netlify = Preset(
    name="netlify",
    title="Netlify",
    categories=("developer",),
    authorize_url="https://app.netlify.com/authorize",
    token_url="https://api.netlify.com/oauth/token",
    userinfo_url="https://api.netlify.com/api/v1/user",
    api=Api(base_url="https://api.netlify.com/api/v1"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://github.com/netlify-labs/oauth-example",
    setup=("Enter {redirect_uri} as the redirect URI of the OAuth application.",),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("userinfo_url",),
)
