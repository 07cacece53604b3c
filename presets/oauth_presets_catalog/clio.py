"""Clio: https://docs.developers.clio.com/api-docs/authorization/.

The endpoints are those of Clio's guide to testing by hand, https://developers.support.clio.com/.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

clio = Preset(
    name="clio",
    title="Clio Manage",
    categories=("projects", "documents"),
    keywords=("clio", "legal"),
    authorize_url="https://{region}/oauth/authorize",
    token_url="https://{region}/oauth/token",
    userinfo_url="https://{region}/api/v4/users/who_am_i",
    variables={
        "region": Variable(
            kind="choice",
            default="us",
            example="eu",
            description="Where the Clio account is.",
            choices={
                "us": "app.clio.com",
                "au": "au.app.clio.com",
                "ca": "ca.app.clio.com",
                "eu": "eu.app.clio.com",
            },
        )
    },
    offline=Offline(mode="always", rotates=False),
    access_token_seconds=30 * 24 * 3600,
    token_endpoint_auth_methods=("client_secret_post",),
    api=Api(base_url="https://{region}/api/v4"),
    registration=("console",),
    docs_url="https://developers.support.clio.com/hc/en-us/articles/"
    "360004691033-Obtaining-authorization-as-a-developer-North-American-instance",
    setup=(
        "Add {redirect_uri} to the redirect URIs of the developer application. Its app key is the "
        "client ID.",
        "Permissions are chosen on the application; there is no scope to send.",
        "Each region needs its own application, made in an account of that region.",
    ),
    verified_on=date(2026, 11, 25),
    evidence="vendor_page",
    unverified=("variables", "userinfo_url", "token_endpoint_auth_methods", "api"),
)
