"""Dropbox Sign: https://developers.hellosign.com/docs/guides/o-auth/walkthrough.

The token endpoint is that of its own SDKs, https://github.com/hellosign/hellosign-openapi.
"""

from datetime import date

from oauth_presets import Offline, Preset

dropbox_sign = Preset(
    name="dropbox_sign",
    title="Dropbox Sign",
    categories=("documents",),
    authorize_url="https://app.hellosign.com/oauth/authorize",
    token_url="https://app.hellosign.com/oauth/token",
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://developers.hellosign.com/docs/guides/o-auth/walkthrough",
    console_url="https://app.hellosign.com/oauth/createAppForm",
    setup=(
        "Enter {redirect_uri} as the OAuth callback URL of the app.",
        "Scopes are chosen on the app, and depend on who pays: the app's owner or its users.",
        "Other users can authorize the app only once Dropbox Sign has approved it.",
        "By its reference the token request has to repeat the state of the authorization request.",
        "Access tokens last an hour. Refresh at /oauth/token?refresh, not at the token URL.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="catalogues",  # the vendor shows the token endpoint, catalogues the other one
    unverified=("authorize_url",),
)
