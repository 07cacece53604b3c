"""Sage Intacct: https://developer.sage.com/intacct/docs/developer-portal/guides/oauth2."""

from datetime import date

from oauth_presets import Api, Offline, Preset

sage_intacct = Preset(
    name="sage_intacct",
    title="Sage Intacct",
    categories=("accounting",),
    keywords=("intacct", "sage"),
    authorize_url="https://api.intacct.com/ia/api/v1/oauth2/authorize",
    token_url="https://api.intacct.com/ia/api/v1/oauth2/token",
    api=Api(base_url="https://api.intacct.com/ia/api/v1"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.sage.com/intacct/docs/developer-portal/guides/oauth2",
    setup=(
        "Register the application in the Sage App Registry, with {redirect_uri} as its callback"
        " URL. It takes a Web Services developer licence with a sender ID.",
        "The company must allow that sender ID. An administrator who signs in allows it; anybody"
        " else is refused until then.",
        "No scope limits the token: it may do what the user may.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
