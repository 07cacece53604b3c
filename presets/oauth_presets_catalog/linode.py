"""Linode: https://github.com/linode/linode-api-docs."""

from datetime import date

from oauth_presets import Offline, Preset

linode = Preset(
    name="linode",
    title="Linode",
    categories=("developer",),
    authorize_url="https://login.linode.com/oauth/authorize",
    token_url="https://login.linode.com/oauth/token",
    scopes=("linodes:read_only", "domains:read_only", "events:read_only"),
    scope_descriptions={
        "linodes:read_only": "Read Linodes",
        "domains:read_only": "Read domains",
        "events:read_only": "Read events",
    },
    offline=Offline(mode="always"),
    token_endpoint_auth_methods=("client_secret_post",),
    docs_url="https://github.com/linode/linode-api-docs",
    console_url="https://cloud.linode.com/profile/clients",
    setup=(
        "Enter {redirect_uri} as the callback URL of the OAuth client; leave the client private.",
        "Access tokens last two hours; each refresh replaces both tokens.",
    ),
    verified_on=date(2026, 11, 24),
    evidence="vendor_page",
)
