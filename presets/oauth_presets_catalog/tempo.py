"""Tempo: https://help.tempo.io/timesheets/latest/using-oauth-2-0-authentication."""

from datetime import date

from oauth_presets import Api, Offline, Preset

tempo = Preset(
    name="tempo",
    title="Tempo",
    categories=("projects",),
    keywords=("tempo timesheets", "jira time tracking"),
    authorize_url="https://api.tempo.io/oauth/authorize/redirect",
    token_url="https://api.tempo.io/oauth/token/",
    api=Api(base_url="https://api.tempo.io/4"),
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://help.tempo.io/timesheets/latest/using-oauth-2-0-authentication",
    setup=(
        "In Jira, an administrator of Tempo adds an application under Settings, OAuth 2.0"
        " Applications, with {redirect_uri}. Each customer has one.",
        "There are no scopes: the token acts as the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url", "token_url", "token_endpoint_auth_methods", "offline", "api"),
)
