"""Appfigures: https://docs.appfigures.com/api/authentication/oauth-2."""

from datetime import date

from oauth_presets import Api, Offline, Preset

SCOPES = {
    "account:read": "Read the account",
    "products:read": "Read the products that are tracked",
    "public:read": "Read public data, such as ranks and reviews",
    "private:read": "Read private data, such as sales",
    "account:write": "Change the account",
    "products:write": "Change the products that are tracked",
    "public:write": "Change public data",
    "private:write": "Change private data",
}

appfigures = Preset(
    name="appfigures",
    title="Appfigures",
    categories=("analytics", "marketing"),
    keywords=("app store", "app analytics"),
    authorize_url="https://api.appfigures.com/v2/oauth2/authorize",
    token_url="https://api.appfigures.com/v2/oauth2/access_token",
    revocation_url="https://api.appfigures.com/v2/oauth2/revoke",
    introspection_url="https://api.appfigures.com/v2/oauth2/tokeninfo",
    scopes=("account:read", "products:read", "public:read", "private:read"),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.appfigures.com/v2"),
    offline=Offline(mode="never"),
    registration=("console",),
    docs_url="https://docs.appfigures.com/api/authentication/oauth-2",
    console_url="https://appfigures.com/developers/keys",
    setup=("Create an API client with {redirect_uri} as its redirect URL.",),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("api",),
)
