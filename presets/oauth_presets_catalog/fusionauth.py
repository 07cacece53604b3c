"""FusionAuth: https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/endpoints."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

fusionauth = Preset(
    name="fusionauth",
    title="FusionAuth",
    categories=("identity",),
    authorize_url="{base_url}/oauth2/authorize",
    token_url="{base_url}/oauth2/token",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://acme.fusionauth.io",
            description="Address of the FusionAuth server.",
        )
    },
    scopes=("openid", "profile", "email"),
    scope_descriptions={
        "openid": "Sign the user in and return an ID token",
        "profile": "Profile claims of the user",
        "email": "Email address of the user",
    },
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    docs_url="https://fusionauth.io/docs/lifecycle/authenticate-users/oauth/endpoints",
    setup=(
        "Register {redirect_uri} in the OAuth configuration of the application.",
        "A server with more than one tenant wants authorize_params={'tenantId': ...}.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
