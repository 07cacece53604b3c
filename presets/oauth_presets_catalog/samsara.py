"""Samsara: https://developers.samsara.com/docs/oauth-20.

Its own https://github.com/samsarahq/oauth-samples shows every request.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

samsara = Preset(
    name="samsara",
    title="Samsara",
    categories=("data",),
    keywords=("fleet", "telematics"),
    authorize_url="https://api.samsara.com/oauth2/authorize",
    token_url="https://api.samsara.com/oauth2/token",
    revocation_url="https://api.samsara.com/oauth2/revoke",
    userinfo_url="https://api.samsara.com/me",
    api=Api(base_url="https://api.samsara.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="always", rotates=True),
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console",),
    docs_url="https://github.com/samsarahq/oauth-samples",
    setup=(
        "In the dashboard, under Settings, OAuth 2.0 Apps, create an app with {redirect_uri} and"
        " its scopes; a later change of scopes needs each customer's consent again.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
)
