"""authentik: https://docs.goauthentik.io/add-secure-apps/providers/oauth2/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

SIGN_IN = ("openid", "profile", "email")

SCOPES = {
    "openid": "Sign the user in and return an ID token",
    "profile": "Profile claims of the user",
    "email": "Email address of the user",
}

authentik = Preset(
    name="authentik",
    title="authentik",
    categories=("identity",),
    keywords=("goauthentik",),
    authorize_url="{base_url}/application/o/authorize/",
    token_url="{base_url}/application/o/token/",
    revocation_url="{base_url}/application/o/revoke/",
    introspection_url="{base_url}/application/o/introspect/",
    userinfo_url="{base_url}/application/o/userinfo/",
    device_authorization_url="{base_url}/application/o/device/",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://auth.example.com",
            description="Address of the authentik server.",
        )
    },
    scopes=SIGN_IN,
    scope_sets={"readonly": SIGN_IN},
    scope_descriptions=SCOPES,
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://docs.goauthentik.io/add-secure-apps/providers/oauth2/",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the provider.",
        "A refresh token also needs the offline_access scope mapping in the provider's settings.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("scopes",),
)
