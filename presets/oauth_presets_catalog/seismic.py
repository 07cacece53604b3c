"""Seismic: https://developer.seismic.com/seismicsoftware/reference/get-tokens-using-authorization_code-flow."""

from datetime import date

from oauth_presets import Api, Offline, Preset, Variable

SCOPES = {"seismic.reporting": "Read reports", "seismic.user.view": "Read users and groups"}

TENANT = Variable(
    kind="segment", example="acme", description="Tenant: what stands before .seismic.com."
)

seismic = Preset(
    name="seismic",
    title="Seismic",
    categories=("sales", "documents"),
    keywords=("sales enablement", "lessonly"),
    authorize_url="https://auth.seismic.com/tenants/{tenant}/connect/authorize",
    token_url="https://auth.seismic.com/tenants/{tenant}/connect/token",
    variables={"tenant": TENANT},
    scopes=tuple(SCOPES),
    scope_descriptions=SCOPES,
    api=Api(base_url="https://api.seismic.com"),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="supported",
    token_endpoint_auth_methods=("client_secret_post",),
    registration=("console",),
    docs_url="https://developer.seismic.com/seismicsoftware/reference/"
    "get-tokens-using-authorization_code-flow",
    setup=(
        "A tenant administrator registers the app under My Apps, with {redirect_uri}. It works"
        " after 5 to 10 minutes.",
        "A change of scopes makes a new version of the app, with another client ID and secret.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="catalogues",
    unverified=("token_url", "token_endpoint_auth_methods", "api"),
)
