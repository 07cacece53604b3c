"""Forgejo: https://forgejo.org/docs/latest/user/oauth2-provider.

What the token endpoint takes is in its source, routers/web/auth/oauth.go.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

forgejo = Preset(
    name="forgejo",
    title="Forgejo",
    categories=("developer", "projects"),
    keywords=("codeberg", "git"),
    authorize_url="{base_url}/login/oauth/authorize",
    token_url="{base_url}/login/oauth/access_token",
    issuer="{base_url}",
    userinfo_url="{base_url}/api/v1/user",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://codeberg.org",
            description="Address of the Forgejo instance, such as https://codeberg.org.",
        )
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic", "none"),
    api=Api(base_url="{base_url}/api/v1"),
    redirect=Redirect(
        loopback=("127.0.0.1",), any_port=True, note="Any port only for clients without a secret."
    ),
    registration=("console",),
    docs_url="https://forgejo.org/docs/latest/user/oauth2-provider",
    setup=(
        "Register {redirect_uri} as a redirect URI of the application, under settings.",
        "OAuth scopes are not implemented: a token may do all that its user may do.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("issuer", "userinfo_url", "offline", "api"),
)
