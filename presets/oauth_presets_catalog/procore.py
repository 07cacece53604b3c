"""Procore: https://procore.github.io/documentation/oauth-endpoints."""

from datetime import date

from oauth_presets import Offline, Preset


def _preset(name: str, title: str, host: str) -> Preset:
    return Preset(
        name=name,
        title=title,
        categories=("projects", "documents"),
        authorize_url=f"https://{host}/oauth/authorize",
        token_url=f"https://{host}/oauth/token",
        offline=Offline(mode="always"),
        token_endpoint_auth_methods=("client_secret_post",),
        docs_url="https://procore.github.io/documentation/oauth-endpoints",
        setup=(
            "Add {redirect_uri} to the redirect URIs of the app in the Developer Portal.",
            "Production and the development sandbox have their own client ID and secret; tokens are"
            " not shared between them.",
            "There are no scopes: the app's permissions are set in the Developer Portal, and the"
            " company has to install the app.",
        ),
        verified_on=date(2026, 11, 24),
        evidence="vendor_page",
        unverified=("token_endpoint_auth_methods",),
    )


procore = _preset("procore", "Procore", "login.procore.com")

procore_sandbox = _preset("procore_sandbox", "Procore (sandbox)", "login-sandbox.procore.com")
