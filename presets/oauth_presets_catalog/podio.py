"""Podio: https://developers.podio.com/authentication/server_side."""

from datetime import date

from oauth_presets import Api, Offline, Preset, TokenRequest

SCOPES = {
    "global:read": "Read everything that the user can see",
    "global:all": "Everything that the user can do",
}

podio = Preset(
    name="podio",
    title="Podio",
    categories=("projects", "data"),
    keywords=("citrix podio",),
    authorize_url="https://podio.com/oauth/authorize",
    token_url="https://api.podio.com/oauth/token/v2",
    userinfo_url="https://api.podio.com/user/status",
    scopes=("global:read",),
    scope_sets={"readonly": ("global:read",), "full": ("global:all",)},
    scope_descriptions=SCOPES,
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    token_request=TokenRequest(body="json"),
    api=Api(base_url="https://api.podio.com", scheme="OAuth2"),
    registration=("console",),
    docs_url="https://developers.podio.com/authentication/server_side",
    console_url="https://podio.com/settings/api",
    setup=(
        "Enter the domain of {redirect_uri}, without scheme and path, when generating the API key.",
        "Without a scope in the request, the token can do everything.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("scopes", "scope_sets", "console_url", "userinfo_url"),
)
