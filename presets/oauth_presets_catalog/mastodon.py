"""Mastodon: https://docs.joinmastodon.org/methods/oauth/."""

from datetime import date

from oauth_presets import Offline, Preset, Variable

mastodon = Preset(
    name="mastodon",
    title="Mastodon",
    categories=("social",),
    authorize_url="{base_url}/oauth/authorize",
    token_url="{base_url}/oauth/token",
    variables={
        "base_url": Variable(
            kind="base_url",
            example="https://mastodon.social",
            description="Address of the Mastodon server on which the account lives.",
        )
    },
    scopes=("read",),
    scope_descriptions={"read": "Read everything that the account can see"},
    offline=Offline(mode="never"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://docs.joinmastodon.org/methods/oauth/",
    setup=(
        "Register an application on the same server, under Preferences, Development, with"
        " {redirect_uri} as its redirect URI.",
        "Only scopes declared at the registration can be asked for.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
