"""Heroku: https://devcenter.heroku.com/articles/oauth."""

from datetime import date

from oauth_presets import Preset

heroku = Preset(
    name="heroku",
    title="Heroku",
    categories=("developer",),
    authorize_url="https://id.heroku.com/oauth/authorize",
    token_url="https://id.heroku.com/oauth/token",
    scopes=("read",),
    scope_sets={"readonly": ("read",), "signin": ("identity",), "full": ("global",)},
    scope_descriptions={
        "read": "Read apps and other resources of the account",
        "identity": "Read the account's own details",
        "global": "Read and write everything of the account",
    },
    docs_url="https://devcenter.heroku.com/articles/oauth",
    setup=("Register {redirect_uri} as the callback URL of the OAuth client.",),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
)
