"""LinkedIn: https://learn.microsoft.com/en-us/linkedin/shared/authentication/.

Both endpoints are written out in LinkedIn's own client,
https://github.com/linkedin-developers/linkedin-api-python-client.
"""

from datetime import date

from oauth_presets import Preset

linkedin = Preset(
    name="linkedin",
    title="LinkedIn",
    categories=("social", "marketing", "identity"),
    authorize_url="https://www.linkedin.com/oauth/v2/authorization",
    token_url="https://www.linkedin.com/oauth/v2/accessToken",
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the member in and return an ID token",
        "profile": "Identifier, name and picture of the member",
        "email": "Primary email address of the member",
    },
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url=(
        "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow"
    ),
    console_url="https://www.linkedin.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the authorized redirect URLs on the app's Auth tab.",
        "Add the product Sign In with LinkedIn using OpenID Connect; every other scope comes with a"
        " product that LinkedIn has to approve.",
        "Refresh tokens are handed out to approved partners only; otherwise the member signs in"
        " again when the token expires.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
