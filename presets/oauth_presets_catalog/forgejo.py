"""Forgejo: https://forgejo.org/docs/latest/user/oauth2-provider."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

forgejo = Preset(
    name="forgejo",
    title="Forgejo",
    categories=("developer", "projects"),
    authorize_url="{base_url}/login/oauth/authorize",
    token_url="{base_url}/login/oauth/access_token",
    issuer="{base_url}",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://codeberg.org",
            description="Address of the Forgejo instance, such as https://codeberg.org.",
        )
    },
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://forgejo.org/docs/latest/user/oauth2-provider",
    setup=(
        "Register {redirect_uri} as a redirect URI of the application, under settings.",
        "OAuth scopes are not implemented: a token may do all that its user may do.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
    unverified=("issuer", "offline", "pkce", "token_endpoint_auth_methods"),
)
