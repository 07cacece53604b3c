"""Drip: https://developer.drip.com/.

What the server takes is in https://api.getdrip.com/.well-known/oauth-authorization-server.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

drip = Preset(
    name="drip",
    title="Drip",
    categories=("marketing", "email"),
    keywords=("getdrip",),
    authorize_url="https://www.getdrip.com/oauth/authorize",
    token_url="https://www.getdrip.com/oauth/token",
    registration_url="https://api.getdrip.com/oauth/register",
    api=Api(base_url="https://api.getdrip.com/v2"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    registration=("console", "dynamic"),
    docs_url="https://developer.drip.com/",
    console_url="https://www.getdrip.com/user/applications",
    setup=("Create an OAuth application with {redirect_uri}, then activate it.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
