"""Dropbox Sign: https://developers.hellosign.com/docs/guides/o-auth/walkthrough.

The token endpoint and what it takes are those of its API description,
https://github.com/hellosign/hellosign-openapi.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

dropbox_sign = Preset(
    name="dropbox_sign",
    title="Dropbox Sign",
    categories=("documents",),
    keywords=("hellosign", "hello sign", "esignature", "e-signature"),
    authorize_url="https://app.hellosign.com/oauth/authorize",
    token_url="https://app.hellosign.com/oauth/token",
    refresh_url="https://app.hellosign.com/oauth/token?refresh",
    userinfo_url="https://api.hellosign.com/v3/account",
    offline=Offline(mode="always"),
    access_token_seconds=3600,
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(body="json", code_params={"state": "{state}"}),
    api=Api(base_url="https://api.hellosign.com/v3"),
    registration=("console",),
    docs_url="https://developers.hellosign.com/docs/guides/o-auth/walkthrough",
    console_url="https://app.hellosign.com/oauth/createAppForm",
    setup=(
        "Enter {redirect_uri} as the OAuth callback URL of the app.",
        "Scopes are chosen on the app, and depend on who pays: the app's owner or its users.",
        "Other users can authorize the app only once Dropbox Sign has approved it.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",  # the vendor shows the token endpoint, catalogues the other one
    unverified=("authorize_url",),
)
