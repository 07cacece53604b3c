"""Pennylane: https://pennylane.readme.io/v2.0/docs/oauth-20-walkthrough.

Both endpoints and PKCE are in the server's metadata.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

pennylane = Preset(
    name="pennylane",
    title="Pennylane",
    categories=("accounting",),
    authorize_url="https://app.pennylane.com/oauth/authorize",
    token_url="https://app.pennylane.com/oauth/token",
    api=Api(base_url="https://app.pennylane.com/api/external/v2"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("partner",),
    docs_url="https://app.pennylane.com/.well-known/oauth-authorization-server",
    setup=(
        "Apply with Pennylane's form and name {redirect_uri}; a client follows once Pennylane has"
        " agreed.",
        "The user chooses one company. An accounting firm's token covers the firm's clients.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("token_endpoint_auth_methods", "api"),
)
