"""WorkOS: https://workos.com/docs/reference/sso/get-authorization-url."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect

workos = Preset(
    name="workos",
    title="WorkOS",
    categories=("identity",),
    authorize_url="https://api.workos.com/sso/authorize",
    token_url="https://api.workos.com/sso/token",
    userinfo_url="https://api.workos.com/sso/profile",
    api=Api(base_url="https://api.workos.com"),
    redirect=Redirect(loopback=("localhost",)),
    offline=Offline(mode="never"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://workos.com/docs/reference/sso/get-authorization-url",
    setup=(
        "Add {redirect_uri} to the redirect URIs in the dashboard.",
        "Each request names whom to sign in: pass authorize_params with exactly one of"
        " organization, connection or provider.",
        "The client secret is the API key of the environment.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
