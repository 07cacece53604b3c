"""Allegro: https://developer.allegro.pl/tutorials/uwierzytelnianie-i-autoryzacja-zlq9e75GdIR."""

from datetime import date

from oauth_presets import Api, Offline, Preset

allegro = Preset(
    name="allegro",
    title="Allegro",
    categories=("commerce",),
    authorize_url="https://allegro.pl/auth/oauth/authorize",
    token_url="https://allegro.pl/auth/oauth/token",
    api=Api(base_url="https://api.allegro.pl"),
    offline=Offline(mode="always"),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_basic",),
    registration=("console", "dynamic"),
    docs_url="https://developer.allegro.pl/tutorials/uwierzytelnianie-i-autoryzacja-zlq9e75GdIR",
    console_url="https://apps.developer.allegro.pl",
    setup=(
        "Register an application with {redirect_uri}; the account needs two-step login.",
        "The scopes are those chosen at registration; a request without scopes asks for all of"
        " them.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "token_endpoint_auth_methods", "offline", "api"),
)
