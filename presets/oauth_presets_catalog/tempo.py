"""Tempo: https://apidocs.tempo.io/.

It shows an older authorization endpoint, on the Jira site.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

tempo = Preset(
    name="tempo",
    title="Tempo",
    categories=("projects",),
    keywords=("tempo timesheets", "jira time tracking"),
    authorize_url="https://api.tempo.io/oauth/authorize/redirect",
    token_url="https://api.tempo.io/oauth/token/",
    revocation_url="https://api.tempo.io/oauth/revoke_token/",
    api=Api(base_url="https://api.tempo.io/4"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=5_184_000,
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://apidocs.tempo.io/",
    setup=(
        "In Jira, an administrator of Tempo adds an application under Settings, OAuth 2.0"
        " Applications, with {redirect_uri}. Each customer has one.",
        "Pass authorize_params={'jira_url': 'https://acme.atlassian.net'}: the site is required.",
        "There are no scopes: the token acts as the user.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("authorize_url",),
)
