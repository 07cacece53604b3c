"""Yext: https://hitchhikers.yext.com/guides/oauth-and-permission-scopes/01-oauth/."""

from datetime import date

from oauth_presets import Api, Offline, Preset

yext = Preset(
    name="yext",
    title="Yext",
    categories=("marketing", "data"),
    authorize_url="https://www.yext.com/oauth2/authorize",
    token_url="https://api.yextapis.com/oauth2/accesstoken",
    authorize_params={"grant_type": "authorization_code"},
    api=Api(base_url="https://api.yextapis.com/v2/accounts/me"),
    offline=Offline(mode="never"),
    access_token_seconds="never",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://hitchhikers.yext.com/guides/oauth-and-permission-scopes/01-oauth/",
    setup=(
        "List the domain of {redirect_uri} among the OAuth redirect domains of the app.",
        "The client secret is the app's API key.",
        "Permissions are set on the app; there are no scopes in the request.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("api",),
)
