"""Yext: https://hitchhikers.yext.com/guides/oauth-and-permission-scopes/01-oauth/."""

from datetime import date

from oauth_presets import Offline, Preset

yext = Preset(
    name="yext",
    title="Yext",
    categories=("marketing", "data"),
    authorize_url="https://www.yext.com/oauth2/authorize",
    token_url="https://api.yextapis.com/oauth2/accesstoken",
    authorize_params={"grant_type": "authorization_code"},
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://hitchhikers.yext.com/guides/oauth-and-permission-scopes/01-oauth/",
    setup=(
        "List the domain of {redirect_uri} among the OAuth redirect domains of the app.",
        "The client secret is the app's API key.",
        "Permissions are set on the app; there are no scopes in the request.",
        "Access tokens do not expire.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
