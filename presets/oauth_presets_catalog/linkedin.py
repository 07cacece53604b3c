"""LinkedIn: https://learn.microsoft.com/en-us/linkedin/shared/authentication/.

Both endpoints are written out in LinkedIn's own client,
https://github.com/linkedin-developers/linkedin-api-python-client.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

linkedin = Preset(
    name="linkedin",
    title="LinkedIn",
    categories=("social", "marketing", "identity"),
    authorize_url="https://www.linkedin.com/oauth/v2/authorization",
    token_url="https://www.linkedin.com/oauth/v2/accessToken",
    revocation_url="https://www.linkedin.com/oauth/v2/revoke",
    introspection_url="https://www.linkedin.com/oauth/v2/introspectToken",
    userinfo_url="https://api.linkedin.com/v2/userinfo",
    scopes=("openid", "profile", "email"),
    scope_sets={
        "signin": ("openid", "profile", "email"),
        "share": ("openid", "profile", "w_member_social"),
    },
    scope_descriptions={
        "openid": "Sign the member in and return an ID token",
        "profile": "Identifier, name and picture of the member",
        "email": "Primary email address of the member",
        "w_member_social": "Post, comment and react as the member",
    },
    api=Api(base_url="https://api.linkedin.com"),
    offline=Offline(mode="never"),
    access_token_seconds=5_184_000,
    pkce="refused",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url=(
        "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow"
    ),
    console_url="https://www.linkedin.com/developers/apps",
    setup=(
        "Add {redirect_uri} to the authorized redirect URLs on the app's Auth tab.",
        "Add the product Sign In with LinkedIn using OpenID Connect; every other scope comes with a"
        " product that LinkedIn has to approve.",
        "Only approved partners get refresh tokens, for 365 days; otherwise the member signs in"
        " again when the token expires.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("revocation_url", "userinfo_url", "api", "pkce"),
)
