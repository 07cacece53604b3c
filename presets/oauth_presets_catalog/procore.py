"""Procore: https://procore.github.io/documentation/oauth-endpoints."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect


def _preset(name: str, title: str, host: str, api_host: str) -> Preset:
    return Preset(
        name=name,
        title=title,
        categories=("projects", "documents"),
        authorize_url=f"https://{host}/oauth/authorize",
        token_url=f"https://{host}/oauth/token",
        revocation_url=f"https://{host}/oauth/revoke",
        userinfo_url=f"https://{api_host}/rest/v1.0/me",
        absent=("introspection_url",),
        api=Api(base_url=f"https://{api_host}/rest/v1.0"),
        redirect=Redirect(loopback=("localhost",)),
        offline=Offline(mode="always", rotates=True),
        access_token_seconds=5400,
        token_endpoint_auth_methods=("client_secret_post",),
        registration=("console",),
        docs_url="https://procore.github.io/documentation/oauth-endpoints",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the app in the Developer Portal.",
            "Production and the development sandbox have their own client IDs and tokens.",
            "Permissions are set there too: no scopes. The company must install the app.",
            "Every call wants the company in the header Procore-Company-Id.",
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("api", "userinfo_url"),
    )


procore = _preset("procore", "Procore", "login.procore.com", "api.procore.com")

procore_sandbox = _preset(
    "procore_sandbox", "Procore (sandbox)", "login-sandbox.procore.com", "sandbox.procore.com"
)
