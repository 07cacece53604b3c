"""Auth0: https://auth0.com/docs/flows/call-your-api-using-the-authorization-code-flow."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

auth0 = Preset(
    name="auth0",
    title="Auth0",
    categories=("identity",),
    authorize_url="https://{domain}/authorize",
    token_url="https://{domain}/oauth/token",
    issuer="https://{domain}/",
    variables={
        "domain": Variable(
            kind="host",
            example="acme.us.auth0.com",
            description="Domain of the tenant, or its custom domain, from the application page.",
        )
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "Name, nickname and picture of the user",
        "email": "Email address of the user",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://auth0.com/docs/flows/call-your-api-using-the-authorization-code-flow",
    setup=(
        "Add {redirect_uri} to the Allowed Callback URLs of the application.",
        "For a token to your own API pass authorize_params={'audience': ...} with its identifier.",
        "A refresh token needs the grant type Refresh Token and, for an API, Allow Offline Access.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer",),
)
