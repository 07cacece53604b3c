"""Heroku: https://devcenter.heroku.com/articles/oauth.

Client authentication as in the authorization server's source, https://github.com/heroku/identity.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "read": "Read apps and other resources of the account",
    "identity": "Read the account's own details",
    "global": "Read and write everything of the account",
}

heroku = Preset(
    name="heroku",
    title="Heroku",
    categories=("developer",),
    authorize_url="https://id.heroku.com/oauth/authorize",
    token_url="https://id.heroku.com/oauth/token",
    userinfo_url="https://api.heroku.com/account",
    absent=("revocation_url",),
    scopes=("read",),
    scope_sets={"readonly": ("read",), "signin": ("identity",), "full": ("global",)},
    scope_descriptions=SCOPES,
    api=Api(
        base_url="https://api.heroku.com",
        headers={"Accept": "application/vnd.heroku+json; version=3"},
    ),
    offline=Offline(mode="always"),
    pkce="ignored",  # the source of its authorization server, of 2016, reads no challenge
    token_endpoint_auth_methods=("client_secret_post", "client_secret_basic"),
    registration=("console",),
    docs_url="https://devcenter.heroku.com/articles/oauth",
    setup=(
        "Register {redirect_uri} as the callback URL of the OAuth client.",
        "DELETE on the authorization in the Platform API withdraws access.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("absent", "api", "offline", "pkce"),
)
