"""Glean: https://developers.glean.com/api-info/client/authentication/oauth.

The authorization endpoint: https://docs.glean.com/administration/oauth/authorization-server. Client
authentication: https://docs.glean.com/administration/oauth/static-client-token-example.
"""

from datetime import date

from oauth_presets import Api, Offline, Preset, Redirect, Variable

HOST = Variable(
    kind="host",
    example="acme-be.glean.com",
    description="Server of the company; Glean's admin pages show its URL.",
)

glean = Preset(
    name="glean",
    title="Glean",
    categories=("data", "documents"),
    keywords=("enterprise search", "glean search"),
    authorize_url="https://{host}/oauth/authorize",
    token_url="https://{host}/oauth/token",
    issuer="https://{host}/oauth",
    registration_url="https://{host}/oauth/register",
    variables={"host": HOST},
    scopes=("SEARCH",),
    scope_descriptions={"SEARCH": "Search as the user", "CHAT": "Use Glean's chat as the user"},
    api=Api(base_url="https://{host}/rest/api/v1"),
    redirect=Redirect(loopback=("127.0.0.1",)),
    offline=Offline(mode="request", scopes=("offline_access",)),
    pkce="required",
    token_endpoint_auth_methods=("client_secret_post", "none"),
    registration=("console", "dynamic"),
    docs_url="https://developers.glean.com/api-info/client/authentication/oauth",
    setup=(
        "An administrator makes a static OAuth client with {redirect_uri}, or allows dynamic"
        " registration, which grants fewer scopes.",
        "An administrator can have Glean's authorization server off; then sign-in fails.",
    ),
    verified_on=date(2026, 11, 27),
    evidence="vendor_page",
    unverified=("issuer",),
)
