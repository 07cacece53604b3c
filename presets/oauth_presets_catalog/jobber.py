"""Jobber: https://developer.getjobber.com/docs/building_your_app/app_authorization/.

The token endpoint, client authentication and PKCE are those of the metadata of
https://api.getjobber.com, which name another host for the authorization endpoint.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset

jobber = Preset(
    name="jobber",
    title="Jobber",
    categories=("projects", "crm"),
    keywords=("getjobber", "field service"),
    authorize_url="https://api.getjobber.com/api/oauth/authorize",
    token_url="https://api.getjobber.com/api/oauth/token",
    introspection_url="https://api.getjobber.com/api/oauth/introspect",
    absent=("userinfo_url",),
    api=Api(base_url="https://api.getjobber.com/api/graphql"),
    offline=Offline(mode="always", rotates=True),
    access_token_seconds=3600,
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.getjobber.com/docs/building_your_app/app_authorization/",
    console_url="https://developer.getjobber.com/apps",
    setup=(
        "Create an app in the developer center, with {redirect_uri}, and choose its scopes there.",
        "Only an administrator of a Jobber account can authorize.",
        "Each call needs the header X-JOBBER-GRAPHQL-VERSION with a version of the schema.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",  # the page does not write out the host
    unverified=("authorize_url", "absent"),
)
