"""Linode: https://github.com/linode/linode-api-docs.

PKCE and revocation are those of Linode's own https://github.com/linode/manager, src/OAuth/oauth.ts.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "linodes:read_only": "Read Linodes",
    "domains:read_only": "Read domains",
    "events:read_only": "Read events",
}

linode = Preset(
    name="linode",
    title="Linode",
    categories=("developer",),
    keywords=("akamai connected cloud", "akamai cloud"),
    authorize_url="https://login.linode.com/oauth/authorize",
    token_url="https://login.linode.com/oauth/token",
    revocation_url="https://login.linode.com/oauth/revoke",
    userinfo_url="https://api.linode.com/v4/profile",
    scopes=("linodes:read_only", "domains:read_only", "events:read_only"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.linode.com/v4"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=7200,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console",),
    docs_url="https://github.com/linode/linode-api-docs",
    console_url="https://cloud.linode.com/profile/clients",
    setup=("Enter {redirect_uri} as the callback URL of the OAuth client.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("userinfo_url", "api"),
)
