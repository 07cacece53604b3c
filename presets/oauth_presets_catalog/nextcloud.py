"""Nextcloud: https://docs.nextcloud.com/server/stable/admin_manual/configuration_server/oauth2.html.

The token endpoint is https://github.com/nextcloud/server, apps/oauth2/lib/Controller.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

BASE_URL = Variable(
    kind="base_url",
    example="https://cloud.example.org",
    description="Address of the server, with /index.php where it has no pretty URLs.",
)

nextcloud = Preset(
    name="nextcloud",
    title="Nextcloud",
    categories=("files", "documents"),
    authorize_url="{base_url}/apps/oauth2/authorize",
    token_url="{base_url}/apps/oauth2/api/v1/token",
    userinfo_url="{base_url}/ocs/v2.php/cloud/user?format=json",
    absent=("introspection_url", "registration_url"),
    variables={"base_url": BASE_URL},
    api=Api(base_url="{base_url}", headers={"OCS-APIRequest": "true"}),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="supported",  # older servers ignore it
    token_endpoint_auth_methods=("client_secret_basic", "client_secret_post"),
    registration=("console",),
    docs_url="https://docs.nextcloud.com/server/stable/admin_manual/configuration_server/"
    "oauth2.html",
    setup=(
        "An administrator adds an OAuth2 client with {redirect_uri} in the Security settings.",
        "There are no scopes: the token reads and changes everything in the user's account.",
        "Apache strips the Authorization header without mod_headers, mod_rewrite and mod_env.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("absent", "api", "userinfo_url"),
)
